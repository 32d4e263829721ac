package config_test

import (
	"strings"
	"testing"

	"tract/generator/config"
)

func TestMail(t *testing.T) {
	c, ids := read(required + `mail:
  from: {fr: "Réseau Kapok <lettre@kapok.example.org>", en: letter@kapok.example.org}
  reply_to: bureau@kapok.example.org
  to: subscribers@kapok.example.org
  list_id: <letter.kapok.example.org>
  placeholders: listmonk
  unsubscribe: mailto:leave@kapok.example.org?subject=leave
`)
	same(t, "messages", ids, "")
	same(t, "mail", c.Mail, config.Mail{
		From:    config.Text{By: map[string]string{"fr": "Réseau Kapok <lettre@kapok.example.org>", "en": "letter@kapok.example.org"}},
		ReplyTo: config.Text{All: "bureau@kapok.example.org"}, To: config.Text{All: "subscribers@kapok.example.org"},
		ListID: "letter.kapok.example.org", Placeholders: "listmonk", Unsubscribe: "mailto:leave@kapok.example.org?subject=leave",
	})
	if c, ids := read(required + "mail:\n"); ids != "" || c.Mail.Placeholders != "" {
		t.Errorf("an empty mail: %s %+v", ids, c.Mail)
	}
}

func TestMailFaults(t *testing.T) {
	for _, test := range []struct{ text, ids string }{
		{"mail: yes", "config-type"},
		{"mail: {from: Kapok Network}", "config-mail-address"},
		{`mail: {from: "a@example.org, b@example.org"}`, "config-mail-address"},
		{`mail: {from: "A <a@example.org>\nBcc: x@example.org"}`, "config-mail-address"},
		{`mail: {from: "lettre@réseau.example"}`, "config-mail-address"},
		{`mail: {from: [a@example.org]}`, "config-type"},
		{`mail: {to: {fr: a@example.org, en: nobody}}`, "config-mail-address"},
		{`mail: {reply_to: {de: a@example.org}}`, "text-language"},
		{"mail: {list_id: our letter}", "config-mail-list"},
		{"mail: {list_id: letter}", "config-mail-list"},
		{"mail: {placeholders: sendgrid}", "config-choice"},
		{"mail: {placeholder: none}", "config-unknown-field-near"},
		{"mail: {unsubscribe: write to us}", "config-mail-unsubscribe"},
		{"mail: {unsubscribe: 'javascript:alert(1)'}", "config-mail-unsubscribe"},
		{"mail: {unsubscribe: 'http://example.org/leave'}", "config-mail-unsubscribe"},
	} {
		c, ids := read(required + test.text + "\n")
		same(t, test.text, ids, test.ids)
		for _, text := range []string{c.Mail.From.All, c.Mail.From.By["fr"], c.Mail.To.By["en"]} {
			if _, _, ok := config.ReadMailbox(text); text != "" && !ok {
				t.Errorf("%s: kept %q", test.text, text)
			}
		}
	}
}

func TestReadMailbox(t *testing.T) {
	for _, test := range []struct{ text, name, address string }{
		{"a@example.org", "", "a@example.org"},
		{" <a@example.org>", "", "a@example.org"},
		{"Réseau Kapok <a@example.org>", "Réseau Kapok", "a@example.org"},
		{"Réseau, bureau de l’eau S.A. <a@example.org>", "Réseau, bureau de l’eau S.A.", "a@example.org"},
		{`"Circles, Network of" <a@example.org>`, "Circles, Network of", "a@example.org"},
		{"=?utf-8?Q?R=C3=A9seau?= <a@example.org>", "Réseau", "a@example.org"},
		{"شبكة <a@example.org>", "شبكة", "a@example.org"},
		{"a@example.org, b@example.org", "", ""},
		{"A <a@example.org> <b@example.org>", "", ""},
		{"A\r\nBcc: x <a@example.org>", "", ""},
		{"A <a b@example.org>", "", ""},
		{"A <>", "", ""},
		{"", "", ""},
	} {
		name, address, ok := config.ReadMailbox(test.text)
		same(t, test.text, []string{name, address}, []string{test.name, test.address})
		same(t, test.text, ok, test.address != "")
	}
}

// A mailbox that is taken holds nothing that could begin another header.
func FuzzReadMailbox(f *testing.F) {
	f.Add("Réseau <a@example.org>")
	f.Add("a@example.org\r\nBcc: b@example.org")
	f.Fuzz(func(t *testing.T, text string) {
		name, address, ok := config.ReadMailbox(text)
		if ok && (strings.ContainsAny(name+address, "\r\n\x00") || strings.Count(address, "@") < 1) {
			t.Errorf("%q gives %q %q", text, name, address)
		}
	})
}
