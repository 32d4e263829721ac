package review_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"

	"tract/generator/build"
	"tract/generator/review"
	"tract/generator/site"
)

// This file makes the history of a site whose true state is known: what each
// translation was made from, passage by passage, is kept beside the files and
// never read from them.

// tongue makes sentences of a language, of real words so that the language shows.
type tongue struct {
	subjects, verbs, objects, ends []string
	glue                           string
}

var tongues = map[string]tongue{
	"fr": {strings.Split("Le mouvement des communes|La santé des habitants|Notre assemblée de quartier|Une équipe de soignantes|Le réseau des écoles|La caisse de solidarité|Un groupe de paysannes", "|"),
		strings.Split("défend avec force|demande depuis longtemps|prépare dans la région|raconte à ses voisins|cherche encore avec nous|partage chaque semaine|ne veut pas vendre", "|"),
		strings.Split("l’eau de la rivière|le droit de se soigner|les terres du village|un centre de santé ouvert|la mémoire des luttes|le pain et la paix|des soins pour tout le monde", "|"),
		strings.Split("sans attendre personne|pour les années qui viennent|malgré les promesses du ministère|comme le dit la déclaration|avec les enfants du quartier|parce que rien ne change", "|"), " "},
	"en": {strings.Split("The movement of the towns|The health of the people|Our assembly in the district|A team of nurses|The network of the schools|The fund for solidarity|A group of farmers", "|"),
		strings.Split("defends with strength|has long been asking for|prepares in the region|tells its neighbours about|is still looking with us for|shares every week|does not want to sell", "|"),
		strings.Split("the water of the river|the right to be cared for|the land of the village|a health centre that is open|the memory of the struggles|bread and peace|care for everybody", "|"),
		strings.Split("without waiting for anyone|for the years to come|in spite of what the ministry promised|as the declaration says|with the children of the district|because nothing changes", "|"), " "},
	"es": {strings.Split("El movimiento de los municipios|La salud de los habitantes|Nuestra asamblea del barrio|Un equipo de enfermeras|La red de las escuelas|La caja de solidaridad|Un grupo de campesinas", "|"),
		strings.Split("defiende con fuerza|pide desde hace mucho|prepara en la región|cuenta a sus vecinos|busca todavía con nosotros|comparte cada semana|no quiere vender", "|"),
		strings.Split("el agua del río|el derecho a cuidarse|las tierras del pueblo|un centro de salud abierto|la memoria de las luchas|el pan y la paz|los cuidados para todo el mundo", "|"),
		strings.Split("sin esperar a nadie|para los años que vienen|a pesar de lo que prometió el ministerio|como dice la declaración|con los niños del barrio|porque nada cambia", "|"), " "},
	"ar": {strings.Split("حركة البلديات في المنطقة|صحة السكان في الحي|جمعيتنا العامة في القرية|فريق من الممرضات|شبكة المدارس كلها|صندوق التضامن|مجموعة من الفلاحات", "|"),
		strings.Split("تدافع بقوة عن|تطالب منذ زمن بعيد ب|تحضر في هذه المنطقة|تحكي لجيرانها عن|تبحث معنا عن|تتقاسم كل أسبوع|لا تريد أن تبيع", "|"),
		strings.Split("ماء النهر|الحق في العلاج|أراضي القرية|مركز صحي مفتوح|ذاكرة النضال|الخبز والسلام|الرعاية للجميع", "|"),
		strings.Split("دون انتظار أحد|من أجل السنوات القادمة|رغم وعود الوزارة|كما يقول الإعلان|مع أطفال الحي|لأن شيئا لا يتغير", "|"), " "},
}

// say is what a passage says in a language at a version: the same numbers give
// the same words, others other ones.
func say(tag string, id, version int) string {
	t := tongues[tag]
	r := rand.New(rand.NewPCG(uint64(id), uint64(version)))
	one := func(of []string) string { return of[r.IntN(len(of))] }
	return fmt.Sprintf("%s %d %s %s, %s %s.", one(t.subjects), firstID+id, one(t.verbs), one(t.objects), one(t.ends), one(t.objects))
}

// firstID begins the numbers by which passages are told apart: each says its own
// in every language.
const firstID = 1000

// passage is a piece of a source: what it is stays, what it says changes.
type passage struct {
	id      int
	kind    string // title, summary, h, p, li, row, note
	version int    // of what it means
	slips   int    // corrections of letters that change no meaning
	dress   int    // of its writing: wrapping, emphasis, targets
}

// made is what a passage of a translation was made from, and how it says it.
type made struct {
	version int
	own     int  // of its own words
	copied  bool // it still says what the source said
	slips   int
}

// text is the translation of a work in a language.
type text struct {
	record bool
	of     []passage    // the source as its translator saw it, in its order
	made   map[int]made // by passage
}

// work is a publication: its source in French, and its translations.
type work struct {
	name, old    string // the translations lie under old while only the source was renamed
	gone         bool   // the source is
	passages     []passage
	translations map[string]*text
}

// world is the site, with the true state of each translation.
type world struct {
	rng    *rand.Rand
	works  []*work
	nextID int
	files  fstest.MapFS
	ids    map[uint64]int // passages by the digests of what they said in French
}

func newWorld(seed uint64, works int) *world {
	w := &world{rng: rand.New(rand.NewPCG(seed, 7)), ids: map[uint64]int{}, files: fstest.MapFS{
		"tract.yaml": {Data: []byte("base_url: https://example.org/\nsource_language: fr\nlanguages: {fr: {}, en: {}, es: {}, ar: {}}\n")}}}
	for i := range works {
		x := &work{name: fmt.Sprintf("work-%d", i), translations: map[string]*text{}}
		for _, kind := range strings.Fields("title summary p p h p li li li p h row row row p h p note") {
			x.passages = append(x.passages, w.passage(kind))
		}
		w.works = append(w.works, x)
	}
	return w
}

func (w *world) passage(kind string) passage {
	w.nextID++
	return passage{id: w.nextID, kind: kind}
}

// words are those of a passage of a source, with its slips mended or not.
func (p *passage) words(tag string, version, own int) string {
	s := say(tag, p.id, version+1000*own)
	if p.kind == "title" || p.kind == "h" || p.kind == "row" || p.kind == "li" {
		s, _, _ = strings.Cut(s, ",")
	}
	return s
}

// slip changes a letter of a word, which changes no meaning.
func slip(s string, n int) string {
	if n == 0 {
		return s
	}
	at := strings.LastIndex(strings.TrimSuffix(s, "."), " ")
	return s[:at+1] + strings.Repeat("e", n) + s[at+1:]
}

// dressed is a text as it is written: wrapped, with emphasis and a link, or with
// other signs between the same words.
func dressed(s string, dress int) string {
	words := strings.Fields(s)
	switch dress % 5 {
	case 1:
		return strings.Join(words[:len(words)/2], " ") + "\n" + strings.Join(words[len(words)/2:], " ")
	case 2:
		words[1] = "*" + words[1] + "*"
	case 3:
		words[0] = "[" + words[0] + "](https://example.org/" + fmt.Sprint(dress) + ")"
	case 4:
		return strings.Join(words, "  ") + " !"
	}
	return strings.Join(words, " ")
}

// write is the Markdown of passages, with their words.
func write(passages []passage, words func(p *passage) string) string {
	var front, body, notes strings.Builder
	last := ""
	for i := range passages {
		p := &passages[i]
		s := words(p)
		line := strings.Join(strings.Fields(s), " ")
		if p.kind != "li" && p.kind != "row" || last != p.kind {
			body.WriteString("\n")
		}
		switch p.kind {
		case "title", "summary":
			fmt.Fprintf(&front, "%s: %q\n", p.kind, line)
		case "h":
			fmt.Fprintf(&body, "## %s\n", line)
		case "li":
			fmt.Fprintf(&body, "- %s\n", line)
		case "row":
			if last != "row" {
				body.WriteString("| A | B |\n|---|---|\n")
			}
			fmt.Fprintf(&body, "| %s | C |\n", line)
		case "note":
			label := strings.Map(func(r rune) rune { return r - '0' + 'a' }, fmt.Sprint(p.id))
			fmt.Fprintf(&body, "Note.[^%s]\n", label)
			fmt.Fprintf(&notes, "\n[^%s]: %s\n", label, line)
		default:
			body.WriteString(s + "\n")
		}
		last = p.kind
	}
	return "---\n" + front.String() + "---\n" + body.String() + notes.String()
}

// source is the file of a source.
func (x *work) source() string {
	return write(x.passages, func(p *passage) string { return dressed(slip(p.words("fr", p.version, 0), p.slips), p.dress) })
}

// file is the file of a translation.
func (t *text) file(tag string) string {
	return write(t.of, func(p *passage) string {
		m := t.made[p.id]
		if m.copied {
			return slip(p.words("fr", m.version, 0), m.slips)
		}
		return p.words(tag, m.version, m.own)
	})
}

func sourcePath(name string) string           { return "content/pages/" + name + ".fr.md" }
func translationPath(name, tag string) string { return "content/pages/" + name + "." + tag + ".md" }
func (x *work) under() string                 { return map[bool]string{true: x.old, false: x.name}[x.old != ""] }
func (w *world) put(path, content string)     { w.files[path] = &fstest.MapFile{Data: []byte(content)} }
func (w *world) load() *build.Loaded          { return build.Read(build.Settings{Files: w.files}) }
func (w *world) one(of []passage, k string) int {
	return w.oneOf(of, func(p passage) bool { return p.kind == k })
}

func (w *world) oneOf(of []passage, fits func(passage) bool) int {
	var at []int
	for i, p := range of {
		if fits(p) {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return -1
	}
	return at[w.rng.IntN(len(at))]
}

// save writes all files of a work, but for the records.
func (w *world) save(x *work) {
	for path := range w.files {
		for _, name := range []string{x.name, x.old} {
			if name != "" && strings.HasPrefix(path, "content/pages/"+name+".") {
				delete(w.files, path)
			}
		}
	}
	if !x.gone {
		w.put(sourcePath(x.name), x.source())
	}
	for tag, t := range x.translations {
		w.put(translationPath(x.under(), tag), t.file(tag))
	}
}

// find is a translation as the site sees it.
func find(l *build.Loaded, path string) *site.Translation {
	for _, x := range l.Site.Translations() {
		if x.Document != nil && x.Document.File.Path == path {
			return x
		}
	}
	return nil
}

// confirm notes as the tool does that a translation follows its source: all of
// it, or the passages that fit.
func (w *world) confirm(x *work, tag string, fits func(id int) bool) {
	l := w.load()
	d := &review.Desk{Loaded: l}
	t := find(l, translationPath(x.under(), tag))
	record, ok := d.Whole(t)
	if !ok {
		return
	}
	w.identities(t)
	if fits != nil && t.Record != nil {
		ids := w.identities(t)
		record = d.Some(t, func(n int) bool { return n <= len(t.Blocks) && fits(ids[n-1]) })
	}
	w.put(t.RecordFile, string(record.Bytes()))
	if t.MovedFrom != "" {
		delete(w.files, t.MovedFrom)
	}
}

// number finds the number of a passage in what it says.
var number = regexp.MustCompile(`\b[1-9][0-9]{3}\b`)

// identities are the passages that the blocks of a source are, and notes by their
// digests which they are; 0 for those that are none.
func (w *world) identities(x *site.Translation) []int {
	text := w.files[x.Source.File.Path].Data
	out := make([]int, len(x.Blocks))
	for i := range x.Blocks {
		if n, err := strconv.Atoi(number.FindString(x.Blocks[i].Written(text))); err == nil {
			out[i] = n - firstID
			w.ids[x.Blocks[i].Digest] = out[i]
		}
	}
	return out
}

// follow is the truth after a translation was brought up to its source: all of
// it, or the passages that fit, which are then the only ones that change.
func (t *text) follow(passages []passage, fits func(id int) bool) {
	now := map[int]passage{}
	for _, p := range passages {
		now[p.id] = p
	}
	if fits == nil {
		t.of = slices.Clone(passages)
		old := t.made
		t.made = map[int]made{}
		for _, p := range passages {
			t.made[p.id] = made{version: p.version, own: old[p.id].own}
		}
		return
	}
	for i, p := range t.of {
		if fits(p.id) {
			if source, ok := now[p.id]; ok {
				t.of[i] = source
				t.made[p.id] = made{version: source.version, own: t.made[p.id].own}
			}
		}
	}
}

// languagesOf are those of the translations of a work, sorted.
func (x *work) languages() []string { return slices.Sorted(maps.Keys(x.translations)) }
