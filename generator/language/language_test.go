package language

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Sentences of one meaning, as texts of movements have them.
var samples = map[string]string{
	"en": "Health is a right of all people, and no government should leave it to the market. We call on those who have been elected to listen to their communities.",
	"fr": "La santé est un droit de tous les peuples, et aucun gouvernement ne devrait la laisser au marché. Nous appelons ceux qui ont été élus à écouter leurs communautés.",
	"es": "La salud es un derecho de todos los pueblos, y ningún gobierno debería dejarla en manos del mercado. Llamamos a quienes han sido elegidos a escuchar a sus comunidades.",
	"pt": "A saúde é um direito de todos os povos, e nenhum governo deveria deixá-la nas mãos do mercado. Apelamos aos que foram eleitos para que ouçam as suas comunidades.",
	"it": "La salute è un diritto di tutti i popoli e nessun governo dovrebbe lasciarla al mercato. Chiediamo a chi è stato eletto di ascoltare le proprie comunità.",
	"de": "Gesundheit ist ein Recht aller Menschen, und keine Regierung sollte sie dem Markt überlassen. Wir fordern die Gewählten auf, auf ihre Gemeinden zu hören.",
	"sw": "Afya ni haki ya watu wote, na hakuna serikali inayopaswa kuiachia soko. Tunawaomba wale waliochaguliwa kusikiliza jamii zao kwa ajili ya maisha yetu.",
	"ru": "Здоровье — это право всех народов, и ни одно правительство не должно оставлять его на рынке. Мы призываем тех, кто был избран, слушать свои общины.",
	"uk": "Здоров’я — це право всіх народів, і жоден уряд не повинен залишати його на ринку. Ми закликаємо тих, хто був обраний, слухати свої громади.",
	"ar": "الصحة حق لجميع الشعوب، ولا ينبغي لأي حكومة أن تتركها إلى السوق. ندعو من تم انتخابهم إلى الاستماع إلى مجتمعاتهم في كل مكان.",
	"fa": "سلامت حق همه مردم است و هیچ دولتی نباید آن را به بازار بسپارد. از کسانی که انتخاب شده‌اند می‌خواهیم که به مردم خود گوش دهند.",
	"hi": "स्वास्थ्य सभी लोगों का अधिकार है और किसी भी सरकार को इसे बाजार के भरोसे नहीं छोड़ना चाहिए। हम चुने हुए लोगों से कहते हैं कि वे अपने समुदायों को सुनें।",
	"bn": "স্বাস্থ্য সকল মানুষের অধিকার এবং কোনো সরকারের উচিত নয় এই অধিকার বাজারের হাতে ছেড়ে দেওয়া। আমরা নির্বাচিতদের আহ্বান জানাই।",
	"zh": "健康是所有人民的权利，任何政府都不应该把它交给市场。我们呼吁当选者倾听他们的社区。",
	"ja": "健康はすべての人々の権利であり、どの政府もそれを市場に任せるべきではありません。私たちは選ばれた人々に耳を傾けるよう求めます。",
	"ko": "건강은 모든 사람의 권리이며 어떤 정부도 그것을 시장에 맡겨서는 안 됩니다.",
	"he": "הבריאות היא זכות של כל העמים, ואין לאף ממשלה להשאיר אותה לשוק. אנו קוראים לנבחרים להקשיב לקהילות שלהם.",
}

// Each text is taken for its own language by nobody else, and for no other by
// its own.
func TestPlainly(t *testing.T) {
	for expected := range samples {
		e := For(expected)
		for is, text := range samples {
			got := e.Plainly([]string{text})[0]
			switch {
			case is == expected && got != "":
				t.Errorf("%s is taken for %s", is, got)
			case is != expected && got != is:
				t.Errorf("%s, expected to be %s, is called %q", is, expected, got)
			}
			// The quick look may be wrong about a text that is as it should be.
			if is != expected && !e.Sketch([]byte(strings.Repeat(text+"\n\n", 3))).Odd {
				t.Errorf("%s, expected to be %s, is not called odd", is, expected)
			}
		}
	}
}

func TestNotPlainly(t *testing.T) {
	for _, test := range []struct{ tag, text string }{
		{"ar", "WHO AFRO"},
		{"ar", "منظمة الصحة العالمية World Health Organization WHO وشركاؤها في الإقليم"},
		{"fr", "Kapok Watch 1"},
		{"fr", "Panama, Dakar, Montevideo, Bamako, Nairobi"},
		{"fr", "Voir le rapport « The State of the World’s Children » de l’agence, publié en 2021."},
		{"es", "Santiago Roberto Martín Ferreira Gonçalves"},
		{"pt-BR", samples["pt"]}, {"en-GB", samples["en"]}, {"zh-Hant", "健康是所有人民的權利，任何政府都不應該把它交給市場。"},
		{"wo", "Wér-gi-yaram yelleefu ñépp la, te amul benn nguur gu ko war a bayyi ci ja bi."},
		{"nb", "Helse er en rett for alle mennesker, og ingen regjering skal overlate den til markedet."},
		{"da", "Helse er en rett for alle mennesker, og ingen regjering skal overlate den til markedet."},
		{"xx", samples["en"]},
		{"ja", "東京都千代田区"},
	} {
		if got := For(test.tag).Plainly([]string{test.text})[0]; got != "" {
			t.Errorf("%s: %q is taken for %s", test.tag, test.text, got)
		}
	}
}

// Short texts that say little alone say it together.
func TestPlainlyTogether(t *testing.T) {
	short := []string{"The right to health", "What we ask for", "Who we are", "How to join us and when"}
	for i, got := range For("fr").Plainly(short) {
		if got != "en" {
			t.Errorf("%q is called %q", short[i], got)
		}
	}
	for i, got := range For("en").Plainly(short) {
		if got != "" {
			t.Errorf("%q is called %q in English", short[i], got)
		}
	}
}

func TestShares(t *testing.T) {
	long := func(tag string) []byte {
		var b strings.Builder
		for i := range 60 {
			for w := range strings.FieldsSeq(samples[tag]) {
				b.WriteString(w + string(rune('a'+i%26)) + strings.Repeat("x", i/26) + " ")
			}
		}
		return []byte(b.String())
	}
	e := For("en")
	en, fr := long("en"), long("fr")
	half := append(append([]byte{}, en[:len(en)/2]...), fr[len(fr)/2:]...)
	// Every second item is as in the source; and a text in which every word of
	// the source comes, but in another order.
	var source, items, shuffled strings.Builder
	words := strings.Fields(string(en))
	for i := 0; i+8 < len(words); i += 8 {
		line := "- " + strings.Join(words[i:i+8], " ") + "\n"
		source.WriteString(line)
		if i%16 == 0 {
			items.WriteString(line)
		} else {
			items.WriteString("- " + strings.ToUpper(strings.Join(words[i:i+8], "qu ")) + "qu\n")
		}
	}
	for i := range words {
		shuffled.WriteString(words[i*7919%len(words)] + " ")
	}
	for _, test := range []struct {
		name string
		a, b []byte
		want bool
	}{
		{"half of the items", []byte(items.String()), []byte(source.String()), true},
		{"the same words otherwise", []byte(shuffled.String()), en, false},
		{"the same", en, en, true}, {"wrapped", en, []byte(strings.ReplaceAll(string(en), " ", "\n")), true},
		{"half", half, en, true}, {"others", fr, en, false}, {"short", []byte("A few words"), en, true},
	} {
		if got := e.Sketch(test.a).Shares(e.Sketch(test.b)); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}

func TestTables(t *testing.T) {
	if len(languages) > 64 {
		t.Fatal("more languages than bits")
	}
	for i := 1; i < len(blocks); i++ {
		if blocks[i].first <= blocks[i-1].last {
			t.Errorf("range %x overlaps the one before", blocks[i].first)
		}
	}
	for _, l := range languages {
		for w := range strings.FieldsSeq(l.words) {
			for _, r := range w {
				if s := scriptOf(r); s != l.script {
					t.Errorf("%s: %q of %s is of script %d", l.tag, r, w, s)
				}
			}
		}
	}
}

func FuzzPlainly(f *testing.F) {
	for tag, text := range samples {
		f.Add(tag, text)
	}
	f.Fuzz(func(t *testing.T, tag, text string) {
		if !utf8.ValidString(tag) {
			return
		}
		e := For(tag)
		if got := e.Plainly([]string{text, text}); got[0] != got[1] {
			t.Errorf("%q and %q", got[0], got[1])
		}
		a := e.Sketch([]byte(text))
		if !a.Shares(a) {
			t.Error("a text shares nothing with itself")
		}
	})
}

func BenchmarkSketch(b *testing.B) {
	body := []byte(strings.Repeat(samples["fr"]+"\n\n", 25))
	e := For("fr")
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		e.Sketch(body)
	}
}
