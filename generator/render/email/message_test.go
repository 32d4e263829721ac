package email_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/smtp"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	mailserver "github.com/emersion/go-smtp"

	"tract/generator/render/email"
)

const addressed = `mail:
  from: {fr: "Réseau des cercles, bureau de l’Assemblée générale des comités de l’eau <lettre@example.org>", en: '"Circles, Network of" <letter@example.org>', ar: "شبكة الدوائر <letter@example.org>", zh: letter@example.org}
  reply_to: bureau@example.org
  to: list@example.org
  list_id: letter.example.org
  placeholders: listmonk`

// server is an SMTP server on a port of this machine that keeps what it gets.
type server struct {
	address string
	mu      sync.Mutex
	got     []received
}

type received struct {
	from string
	to   []string
	data []byte
}

type session struct {
	server *server
	mail   received
}

func (s *session) Mail(from string, _ *mailserver.MailOptions) error { s.mail.from = from; return nil }
func (s *session) Rcpt(to string, _ *mailserver.RcptOptions) error {
	s.mail.to = append(s.mail.to, to)
	return nil
}
func (s *session) Data(r io.Reader) error {
	data, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.mail.data = data
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.got = append(s.server.got, s.mail)
	return nil
}
func (s *session) Reset()        { s.mail = received{} }
func (s *session) Logout() error { return nil }

func start(t *testing.T) *server {
	t.Helper()
	s := &server{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr().String()
	m := mailserver.NewServer(mailserver.BackendFunc(func(*mailserver.Conn) (mailserver.Session, error) { return &session{server: s}, nil }))
	m.Domain = "localhost"
	m.ReadTimeout, m.WriteTimeout = 20*time.Second, 20*time.Second
	m.MaxLineLength = 1000 // as RFC 5321 has it
	done := make(chan error, 1)
	go func() { done <- m.Serve(listener) }()
	t.Cleanup(func() {
		if err := m.Close(); err != nil {
			t.Error(err)
		}
		if err := <-done; err != nil && !errors.Is(err, mailserver.ErrServerClosed) {
			t.Error(err)
		}
	})
	return s
}

// parts are what a message holds, as net/mail and mime/multipart read it.
type parts struct {
	Subject, From, Language string
	Text, HTML              string
	header                  mail.Header
}

func readMessage(t *testing.T, raw []byte) parts {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	var p parts
	p.header = m.Header
	if p.Subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject")); err != nil {
		t.Fatal(err)
	}
	from, err := m.Header.AddressList("From")
	if err != nil {
		t.Fatal(err)
	}
	p.From, p.Language = from[0].Name, m.Header.Get("Content-Language")
	kind, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("%s: %v", kind, err)
	}
	r := multipart.NewReader(m.Body, params["boundary"])
	for n := 0; ; n++ {
		part, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			if n != 2 {
				t.Errorf("%d parts", n)
			}
			return p
		}
		if err != nil {
			t.Fatal(err)
		}
		if part.Header.Get("Content-Language") != p.Language {
			t.Errorf("a part in %q", part.Header.Get("Content-Language"))
		}
		body := decode(t, part)
		switch kind := part.Header.Get("Content-Type"); {
		case n == 0 && kind == "text/plain; charset=utf-8":
			p.Text = body
		case n == 1 && kind == "text/html; charset=utf-8":
			p.HTML = body
		default:
			t.Errorf("part %d is %s", n, kind)
		}
	}
}

// python reads a message with Python's email package, which knows nothing of
// ours.
const python = `
import sys, json, email, email.policy
m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
def defects(p): return [repr(d) for d in p.defects] + [d for q in (p.iter_parts() if p.is_multipart() else []) for d in defects(q)]
t, h = m.get_body(('plain',)), m.get_body(('html',))
print(json.dumps({'Subject': str(m['subject']), 'From': m['from'].addresses[0].display_name, 'Language': str(m['content-language']),
 'Text': t.get_content(), 'HTML': h.get_content(), 'Defects': defects(m), 'Type': m.get_content_type(), 'Date': m['date'].datetime.isoformat(), 'To': str(m['to'])}))
`

func TestSend(t *testing.T) {
	mailer := start(t)
	interpreter, err := exec.LookPath("python3")
	if err != nil {
		t.Fatal("python3 is not installed, and mails are read with it too: run .ci/setup.sh tests (Debian: python3)")
	}
	s := load(t, archive, addressed)
	languages := []string{"fr", "en", "ar", "zh"}
	for _, l := range languages {
		raw := render(t, s, l, email.Message)
		if err := smtp.SendMail(mailer.address, nil, "letter@example.org", []string{"reader@example.org"}, []byte(raw)); err != nil {
			t.Fatalf("%s: %v", l, err)
		}
	}
	mailer.mu.Lock()
	defer mailer.mu.Unlock()
	same(t, "mails that arrived", len(mailer.got), len(languages))
	for i, l := range languages {
		got := mailer.got[i]
		raw := render(t, s, l, email.Message)
		same(t, l+": the bytes", string(got.data), raw)
		same(t, l+": envelope", append(got.to, got.from), []string{"reader@example.org", "letter@example.org"})
		p := readMessage(t, got.data)
		title := s.Publication("letters/twelve").Edition(s.Language(l)).Title
		same(t, l+": subject", p.Subject, title)
		same(t, l+": language", p.Language, l)
		text, page := render(t, s, l, email.Text), render(t, s, l, email.HTML)
		same(t, l+": text", p.Text, strings.ReplaceAll(text, "\n", "\r\n"))
		same(t, l+": HTML", p.HTML, strings.ReplaceAll(page, "\n", "\r\n"))

		cmd := exec.Command(interpreter, "-c", python)
		cmd.Stdin = bytes.NewReader(got.data)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%v\n%s", err, stderr.String())
		}
		var other struct {
			Subject, From, Language, Text, HTML, Type, Date, To string
			Defects                                             []string
		}
		if err := json.Unmarshal(out, &other); err != nil {
			t.Fatal(err)
		}
		same(t, l+": defects", len(other.Defects), 0)
		// Python before 3.13 puts a space between the encoded words of a name
		// (RFC 2047, 6.2 wants none), so spaces of names do not count here.
		space := strings.NewReplacer(" ", "")
		same(t, l+": as Python reads it", []string{other.Subject, space.Replace(other.From), other.Language, other.Type, other.Date, other.To},
			[]string{p.Subject, space.Replace(p.From), l, "multipart/alternative", "2026-06-15T12:00:00+00:00", "list@example.org"})
		same(t, l+": text as Python reads it", strings.ReplaceAll(other.Text, "\r\n", "\n"), text)
		same(t, l+": HTML as Python reads it", strings.ReplaceAll(other.HTML, "\r\n", "\n"), page)
	}
	same(t, "the sender in Arabic", readMessage(t, mailer.got[2].data).From, "شبكة الدوائر")
	same(t, "the sender with a comma", readMessage(t, mailer.got[1].data).From, "Circles, Network of")
}

// What a message keeps to on the wire.
func TestWire(t *testing.T) {
	s := load(t, archive, addressed)
	seen := map[string]bool{}
	for _, l := range []string{"fr", "en", "ar", "zh"} {
		raw := render(t, s, l, email.Message)
		head, _, _ := strings.Cut(raw, "\r\n\r\n")
		for i, line := range strings.Split(raw, "\r\n") {
			if len(line) > 998 {
				t.Errorf("%s: line %d has %d bytes", l, i+1, len(line))
			}
			if strings.ContainsAny(line, "\r\n") {
				t.Errorf("%s: line %d has a bare line end", l, i+1)
			}
			for j := range len(line) {
				if line[j] > '~' || line[j] < ' ' {
					t.Errorf("%s: line %d has the byte %#x", l, i+1, line[j])
					break
				}
			}
		}
		for _, line := range strings.Split(head, "\r\n") {
			if len(line) > 78 || strings.Contains(line, "=?") && len(line) > 76 {
				t.Errorf("%s: a line of the header has %d bytes: %s", l, len(line), line)
			}
			if strings.HasSuffix(line, " ") || strings.TrimSpace(line) == "" {
				t.Errorf("%s: %q", l, line)
			}
		}
		m := readMessage(t, []byte(raw)).header
		for name, want := range map[string]string{"X-Unsent": "1", "Mime-Version": "1.0", "Date": "Mon, 15 Jun 2026 12:00:00 +0000",
			"List-Id": "<letter.example.org>", "Reply-To": "<bureau@example.org>", "List-Unsubscribe": "<{{ UnsubscribeURL }}>"} {
			if got := m.Get(name); strings.Trim(got, "<>") != strings.Trim(want, "<>") {
				t.Errorf("%s: %s is %q", l, name, got)
			}
		}
		id := m.Get("Message-Id")
		if seen[id] || !strings.HasSuffix(id, "@example.org>") || len(id) != 46 {
			t.Errorf("%s: the name of the message is %s", l, id)
		}
		seen[id] = true
	}
	// The name of a mail does not change with its title and address.
	other := load(t, strings.Replace(archive, "title: Letter 12\n", "title: Another\nslug: other\n", 1), addressed)
	same(t, "the name", readMessage(t, []byte(render(t, other, "en", email.Message))).header.Get("Message-Id"),
		readMessage(t, []byte(render(t, s, "en", email.Message))).header.Get("Message-Id"))
}

func TestDates(t *testing.T) {
	for _, test := range []struct{ date, want string }{
		{"2026-06-15", "Mon, 15 Jun 2026 12:00:00 +0000"},
		{"2024-02-29T23:59:58+05:30", "Thu, 29 Feb 2024 23:59:58 +0530"},
		{"2024-02-29T08:00-03:00", "Thu, 29 Feb 2024 08:00:00 -0300"},
		{"2024-05", "Wed, 01 May 2024 12:00:00 +0000"},
		{"1999", "Fri, 01 Jan 1999 12:00:00 +0000"},
		{"", "Thu, 01 Jan 1970 12:00:00 +0000"},
	} {
		line := "date: " + test.date + "\n"
		if test.date == "" {
			line = ""
		}
		s := load(t, strings.Replace(archive, "date: 2026-06-15\n", line, 1), "")
		m, err := mail.ReadMessage(strings.NewReader(render(t, s, "fr", email.Message)))
		if err != nil {
			t.Fatal(err)
		}
		same(t, test.date, m.Header.Get("Date"), test.want)
		if _, err := m.Header.Date(); err != nil {
			t.Error(err)
		}
	}
}

// Without a sender the mail is one of the site's own host.
func TestSender(t *testing.T) {
	for base, want := range map[string]string{
		"https://example.org/x/":      "newsletter@example.org",
		"http://127.0.0.1:8080/":      "newsletter@127.0.0.1",
		"https://xn--rseau-bsa.test/": "newsletter@xn--rseau-bsa.test",
		"https://réseau.test/":        "newsletter@xn--rseau-bsa.test",
	} {
		s := load(t, strings.Replace(archive, "https://example.org/x/", base, 1), "")
		m, err := mail.ReadMessage(strings.NewReader(render(t, s, "ar", email.Message)))
		if err != nil {
			t.Fatal(err)
		}
		from, err := m.Header.AddressList("From")
		if err != nil {
			t.Fatalf("%s: %v", base, err)
		}
		same(t, base, from[0].Address, want)
		same(t, base, from[0].Name, "شبكة الدوائر")
	}
}

// A long title is folded within its bounds and comes back whole.
func TestSubjects(t *testing.T) {
	for _, title := range []string{
		"A", strings.Repeat("word ", 40) + "end", strings.Repeat("x", 300), "=?utf-8?Q?=41?=", "é", strings.Repeat("水", 120), strings.Repeat("a👩🏽‍🌾", 30),
		strings.Repeat("نص طويل جدا ", 20) + "نهاية", "two  spaces", "{{ x }}",
	} {
		s := load(t, strings.Replace(archive, "title: Letter 12\n", "title: \""+title+"\"\n", 1), "")
		raw := render(t, s, "en", email.Message)
		want := strings.Join(strings.Fields(title), " ")
		same(t, title, readMessage(t, []byte(raw)).Subject, want)
		head, _, _ := strings.Cut(raw, "\r\n\r\n")
		for _, line := range strings.Split(head, "\r\n") {
			if len(line) > 76 {
				t.Errorf("%q: %d bytes: %s", title, len(line), line)
			}
		}
	}
}

// decode undoes the encoding of a part.
func decode(t *testing.T, part *multipart.Part) string {
	t.Helper()
	var r io.Reader = part
	switch encoding := part.Header.Get("Content-Transfer-Encoding"); encoding {
	case "quoted-printable":
		r = quotedprintable.NewReader(part)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, part)
	default:
		t.Fatalf("the encoding is %q", encoding)
	}
	body, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
