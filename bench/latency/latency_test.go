package latency

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// serveEnv makes the test's own program a server of the folder it names.
const serveEnv = "LATENCY_TEST_SERVE"

func TestMain(m *testing.M) {
	if folder := os.Getenv(serveEnv); folder != "" {
		err := http.ListenAndServe(os.Args[1], http.FileServer(http.Dir(folder)))
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// freeAddress is an address that nothing listens at.
func freeAddress(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestMeasure(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "page.html")
	text := []byte("<p>some words</p>")
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv(serveEnv, folder)
	address := freeAddress(t)
	page := "http://" + address + "/page.html"
	edits := []Edit{{Name: "body", File: file, URL: page}, {Name: "words", File: file, Find: "some", Replace: Marker, URL: page}}
	settings := Settings{Times: 3, Poll: time.Millisecond, Settle: time.Millisecond, Limit: 10 * time.Second, More: 5}
	var log bytes.Buffer
	r, err := Measure(context.Background(), Server{[]string{os.Args[0], address}, page, 20 * time.Second}, edits, settings, &log)
	if err != nil {
		t.Fatal(err, log.String())
	}
	if len(r.Edits) != 2 || len(r.Edits[0].Seen) != 3 || len(r.Edits[1].Seen) != 3 || r.Ready <= 0 || r.Peak > 0 && (r.Resident == 0 || r.After == 0) {
		t.Errorf("%+v", r)
	}
	if after, _ := os.ReadFile(file); !bytes.Equal(after, text) {
		t.Errorf("the file is left as %q", after)
	}
	if c, err := net.Dial("tcp", address); err == nil {
		c.Close()
		t.Error("the server still runs")
	}
}

func TestMeasureRefuses(t *testing.T) {
	for _, u := range []string{"http://192.0.2.1/", "http://example.org/", "%"} {
		if _, err := Measure(context.Background(), Server{Command: []string{"true"}, URL: u}, nil, Standard(), nil); err == nil {
			t.Errorf("%s was taken", u)
		}
	}
}

func TestServerThatEnds(t *testing.T) {
	page := "http://" + freeAddress(t) + "/"
	_, err := Measure(context.Background(), Server{[]string{"false"}, page, 10 * time.Second}, nil, Standard(), nil)
	if err == nil {
		t.Error("a server that ends at once was not told")
	}
}
