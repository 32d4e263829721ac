package serve

import (
	"bytes"
	"context"
	"crypto/subtle"
	"errors"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"tract/generator/diag"
	"tract/generator/review"
	"tract/generator/site"
)

// This file takes the one thing that the preview is told to do: that a
// translation follows its source.

// Limits of a form, and of the wait for the record to be read again.
const (
	maxForm     = 64 << 10
	awaitRecord = 3 * time.Second
)

// fromHere says whether a request comes from this machine. Others may look at a
// preview that is open to them, and change nothing.
func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	ip := net.ParseIP(host)
	return err == nil && ip != nil && ip.IsLoopback()
}

// ownForm says whether a request with a form comes from a page of this preview,
// as far as the browser tells: where it was shown and what kind of request it is.
func ownForm(r *http.Request) bool {
	if fetch := r.Header.Get("Sec-Fetch-Site"); fetch != "" && fetch != "same-origin" {
		return false
	}
	origins := r.Header.Values("Origin")
	if len(origins) == 0 {
		return true // the token decides
	}
	u, err := url.Parse(origins[0])
	return err == nil && len(origins) == 1 && u.Scheme == "http" && u.Host == r.Host
}

// confirm takes a form of an edition's page, writes the record and leads back.
func (s *Server) confirm(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int, m diag.Message) {
		w.Header().Set("Connection", "close") // what is left of the form is not read
		s.refuse(w, r, status, m)
	}
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/x-www-form-urlencoded" || !ownForm(r) {
		refuse(http.StatusForbidden, diag.In("serve-confirm-foreign", ""))
		return
	}
	if !fromHere(r) || s.desk.folder == "" {
		refuse(http.StatusForbidden, diag.In("serve-confirm-elsewhere", ""))
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		refuse(http.StatusRequestEntityTooLarge, diag.In("serve-confirm-foreign", ""))
		return
	}
	form := r.PostForm
	if subtle.ConstantTimeCompare([]byte(form.Get("token")), []byte(s.desk.token)) != 1 {
		refuse(http.StatusForbidden, diag.In("serve-confirm-foreign", ""))
		return
	}
	st := s.now.Load()
	if st.good == nil {
		refuse(http.StatusConflict, diag.In("serve-confirm-changed", ""))
		return
	}
	d := deskView{s: s, st: st, here: true, filter: filterOf(form)}
	x := d.edition(form)
	if x == nil || form.Get("seen") != d.seen(x) {
		refuse(http.StatusConflict, diag.In("serve-confirm-changed", ""))
		return
	}
	if m := d.write(r.Context(), x, form); m != nil {
		status := http.StatusUnprocessableEntity
		if m.ID == "serve-confirm-failed" {
			status = http.StatusInternalServerError
		}
		refuse(status, *m)
		return
	}
	w.Header().Set("Location", d.filter.edition(x)+"&done=1")
	w.WriteHeader(http.StatusSeeOther)
}

// write writes the record that a form asks for, and waits until the site that is
// shown has it.
func (d *deskView) write(ctx context.Context, x *site.Translation, form url.Values) *diag.Message {
	fault := func(id string, args ...string) *diag.Message {
		m := diag.In(id, "", args...)
		return &m
	}
	desk := d.desk()
	record, ok := desk.Whole(x)
	if !ok {
		return fault("serve-confirm-not", "file", filePath(x))
	}
	switch form.Get("what") {
	case "whole":
	case "some":
		var numbers []int
		for _, text := range form["block"] {
			if n, err := strconv.Atoi(text); err == nil {
				numbers = append(numbers, n)
			}
		}
		if len(numbers) == 0 || x.Record == nil {
			return fault("serve-confirm-none")
		}
		record = desk.Some(x, func(n int) bool { return slices.Contains(numbers, n) })
	default:
		return fault("serve-confirm-none")
	}
	d.s.desk.writing.Lock()
	_, err := desk.Write(x, record)
	d.s.desk.writing.Unlock()
	if refused := (*review.Refused)(nil); errors.As(err, &refused) {
		return &refused.Message
	}
	if err != nil {
		return fault("serve-confirm-failed", "file", x.RecordFile)
	}
	d.await(ctx, x, record.Bytes())
	return nil
}

// await waits until the Site that is shown has a record, but not for long: who
// does not wait is told of the change a moment later.
func (d *deskView) await(ctx context.Context, x *site.Translation, record []byte) {
	late, stop := context.WithTimeout(ctx, awaitRecord)
	defer stop()
	for {
		if st := d.s.now.Load(); st.good != nil {
			if r, _ := st.good.Site.Records.Record(x.RecordFile); r != nil && bytes.Equal(r.Bytes(), record) {
				return
			}
		}
		select {
		case <-late.Done():
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
}
