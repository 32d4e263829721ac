package signatory

// The names of columns: Tract's own, the words that people write for them in
// nine languages, and the words for what must not be published.

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Columns are the columns of a list in the order in which they are written.
var Columns = []string{"name", "latin", "language", "type", "role", "url", "country", "place", "signed", "withdrawn", "digest"}

// Parts of a name that forms ask for in columns of their own. They are put
// together when a form is imported.
const (
	givenColumn  = "given"
	familyColumn = "family"
	bodyColumn   = "organisation"
)

// headers are the words for columns, folded, by language: French, English,
// Spanish, Portuguese, Arabic, Bengali, Hindi, Chinese, Swahili.
var headers = map[string][]string{
	"name": {"nom", "noms", "nom complet", "nom et prenom", "prenom et nom", "votre nom", "signataire", "signataires", "nom du signataire",
		"name", "full name", "your name", "signatory", "signatories", "signed by", "nombre", "nombre completo", "nombre y apellidos", "su nombre", "firmante", "firmantes",
		"nome", "nome completo", "seu nome", "signatario", "signatarios", "assinante", "الاسم", "اسم", "الاسم الكامل", "الموقع", "اسم الموقع",
		"নাম", "পুরো নাম", "আপনার নাম", "স্বাক্ষরকারী", "नाम", "पूरा नाम", "आपका नाम", "हस्ताक्षरकर्ता", "姓名", "名称", "名字", "全名", "签署人", "签署者", "签名",
		"jina", "jina kamili", "jina lako", "mtia saini"},
	bodyColumn: {"organisation", "nom de l organisation", "association", "nom de l association", "structure", "organization", "organisation name", "organization name", "name of organisation", "name of organization",
		"organizacion", "nombre de la organizacion", "entidad", "colectivo", "organizacao", "nome da organizacao", "entidade", "coletivo",
		"المنظمة", "اسم المنظمة", "الجمعية", "اسم الجمعية", "المؤسسة", "সংগঠন", "সংগঠনের নাম", "সংস্থা", "প্রতিষ্ঠান", "संगठन", "संगठन का नाम", "संस्था", "संस्था का नाम",
		"组织", "组织名称", "机构", "机构名称", "团体", "团体名称", "shirika", "jina la shirika", "asasi"},
	givenColumn:  {"prenom", "prenoms", "first name", "given name", "forename", "nombres", "nombre de pila", "primeiro nome", "الاسم الاول", "নামের প্রথম অংশ", "प्रथम नाम", "पहला नाम", "名", "jina la kwanza"},
	familyColumn: {"nom de famille", "last name", "family name", "surname", "apellido", "apellidos", "sobrenome", "apelido", "ultimo nome", "اسم العائلة", "اللقب", "নামের শেষ অংশ", "পদবি", "उपनाम", "कुलनाम", "姓", "姓氏", "jina la ukoo", "jina la mwisho"},
	"latin": {"forme latine", "nom en caracteres latins", "nom latin", "latin script", "latin form", "name in latin script", "transliteration", "romanisation", "romanization",
		"forma latina", "nombre en caracteres latinos", "transliteracion", "nome em caracteres latinos", "transliteracao", "الاسم باللاتينية", "الاسم بالحروف اللاتينية",
		"লাতিন হরফে নাম", "রোমান হরফে নাম", "लैटिन लिपि में नाम", "रोमन लिपि में नाम", "拉丁字母", "拉丁字母名称", "拼音", "jina kwa herufi za kilatini"},
	"language": {"langue", "langue du nom", "lang", "language of the name", "idioma", "lengua", "lingua", "اللغة", "لغة الاسم", "ভাষা", "भाषा", "语言", "lugha"},
	"type": {"genre de signataire", "categorie", "category", "kind", "organisation ou personne", "organisation or person", "categoria", "tipo", "النوع", "الصفة القانونية", "ধরন", "শ্রেণি", "प्रकार", "श्रेणी",
		"类型", "类别", "aina"},
	"role": {"fonction", "qualite", "titre", "position", "title", "job title", "function", "cargo", "funcion", "funcao", "titulo", "الصفة", "المنصب", "الوظيفة", "পদ", "ভূমিকা", "पद", "भूमिका", "职务", "职位", "头衔", "cheo", "wadhifa", "nafasi"},
	"url": {"site", "site web", "site internet", "page web", "lien", "website", "web site", "web", "web page", "link", "homepage", "sitio web", "sitio", "pagina web", "enlace", "site da web", "ligacao",
		"الموقع الالكتروني", "موقع الويب", "الرابط", "ওয়েবসাইট", "वेबसाइट", "网站", "网址", "主页", "链接", "tovuti", "kiungo"},
	"country": {"pays", "pais", "nation", "country or region", "البلد", "الدولة", "بلد", "দেশ", "देश", "国家", "国家 地区", "国家地区", "国别", "nchi"},
	"place": {"ville", "lieu", "localite", "commune", "city", "town", "location", "ciudad", "lugar", "localidad", "cidade", "local", "localidade", "municipio",
		"المدينة", "المكان", "শহর", "স্থান", "शहर", "स्थान", "城市", "地点", "mji", "mahali"},
	"signed": {"date", "date de signature", "signe le", "horodatage", "horodateur", "date signed", "signed on", "timestamp", "submitted", "submitted at", "submission date", "fecha", "fecha de firma", "firmado el", "marca temporal",
		"data", "data de assinatura", "assinado em", "carimbo de data hora", "التاريخ", "تاريخ التوقيع", "তারিখ", "স্বাক্ষরের তারিখ", "तारीख", "दिनांक", "हस्ताक्षर की तारीख", "日期", "签署日期", "时间戳", "时间戳记", "tarehe", "tarehe ya kutia saini"},
	"withdrawn": {"retire", "retiree", "retrait", "signature retiree", "withdrawal", "retirado", "retirada", "retiro", "سحب", "تم السحب", "انسحب", "প্রত্যাহার", "প্রত্যাহৃত", "वापस लिया", "वापस", "撤回", "已撤回", "imeondolewa"},
	"digest":    {"batch", "empreinte", "empreinte du texte", "texte", "text", "text digest", "huella", "texto", "impressao digital"},
}

// byHeader is the column that a folded header means.
var byHeader = func() map[string]string {
	m := map[string]string{}
	for _, column := range Columns {
		m[column] = column
	}
	for column, words := range headers {
		for _, w := range words {
			m[fold(w)] = column
		}
	}
	return m
}()

// column is the column that a header means; "" when it means none. The remark
// in brackets that forms put behind a question does not count.
func column(header string) string {
	header = strings.TrimSpace(header)
	if c := byHeader[fold(header)]; c != "" {
		return c
	}
	for _, open := range []string{"(", "（", "[", " / ", " - "} {
		if before, _, cut := strings.Cut(header, open); cut {
			if c := byHeader[fold(before)]; c != "" {
				return c
			}
		}
	}
	return ""
}

// Words for ways to reach people. The first stand as words of their own in a
// header, the others anywhere in it, for scripts that join words to each other.
var (
	contactWords = []string{"email", "emails", "mail", "mails", "courriel", "courriels", "mel", "correo", "barua", "eposta",
		"tel", "tels", "telephone", "telephones", "telefono", "telefonos", "telefone", "telefones", "phone", "phones", "portable", "mobile", "movil", "celular", "telemovel", "gsm", "fax",
		"whatsapp", "signal", "telegram", "simu", "rununu", "contact", "contacto", "contato", "هاتف", "الهاتف", "جوال", "الجوال", "موبايل", "محمول", "المحمول", "واتساب", "بريد", "البريد", "ايميل",
		"मेल", "ईमेल", "फोन", "फ़ोन", "मोबाइल", "दूरभाष", "मोबाईल", "ইমেইল", "ইমেল", "মেইল", "মেল", "ফোন", "মোবাইল", "টেলিফোন"}
	contactParts = []string{"e mail", "adresse electronique", "direccion electronica", "endereco eletronico", "endereco electronico", "邮箱", "邮件", "电邮", "电话", "手机", "微信", "联系方式", "ই মেইল", "ই মেল", "ई मेल", "টেলিফোন", "barua pepe"}
)

var foldedContact = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range contactWords {
		m[fold(w)] = true
	}
	return m
}()

// asksForContact says whether a header asks for an address or a number of
// somebody. A column of Tract's own never does.
func asksForContact(header string) bool {
	folded := fold(header)
	if slices.Contains(Columns, folded) {
		return false
	}
	for _, word := range strings.Fields(folded) {
		if foldedContact[word] {
			return true
		}
	}
	return slices.ContainsFunc(contactParts, func(part string) bool { return strings.Contains(folded, fold(part)) })
}

// isEmail says whether a text holds an e-mail address.
func isEmail(text string) bool {
	for rest := text; ; {
		at := strings.IndexByte(rest, '@')
		if at < 0 {
			return false
		}
		before, _ := lastRune(rest[:at])
		domain := rest[at+1:]
		if i := strings.IndexFunc(domain, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-'
		}); i >= 0 {
			domain = domain[:i]
		}
		if dot := strings.LastIndexByte(strings.TrimRight(domain, "."), '.'); dot > 0 && (unicode.IsLetter(before) || unicode.IsDigit(before) || strings.ContainsRune("._-+", before)) {
			return true
		}
		rest = rest[at+1:]
	}
}

func lastRune(s string) (rune, bool) {
	var last rune
	for _, r := range s {
		last = r
	}
	return last, s != ""
}

// isPhone says whether a text is a telephone number: seven to fifteen digits of
// any script with the signs that people put between them, and something that no
// other number has: a plus sign, a zero in front, or spaces in between.
func isPhone(text string) bool {
	text = strings.TrimSpace(text)
	text = strings.TrimPrefix(strings.ToLower(text), "tel:")
	digits, between, plus, first := 0, 0, false, rune(0)
	for i, r := range norm.NFKC.String(text) {
		switch {
		case unicode.IsDigit(r):
			if digits == 0 {
				first = r
			}
			digits++
		case r == '+' && i == 0:
			plus = true
		case strings.ContainsRune(" .-()\u00A0\u202F\u2010\u2011", r):
			between++
		case r == '\u202A' || r == '\u202C' || r == '\u200E' || r == '\u200F' || r == '\u2068' || r == '\u2069':
		default:
			return false
		}
	}
	if digits < 7 || digits > 15 {
		return false
	}
	if len(text) == len("2026-03-04") && text[4] == '-' && text[7] == '-' {
		return false
	}
	zero := first != 0 && unicode.IsDigit(first) && !unicode.IsDigit(first-1)
	return plus || zero || between > 1
}

// fold writes a header or a word without what people write differently:
// capitals, accents on Latin and Arabic letters, punctuation, double spaces.
func fold(s string) string {
	var b strings.Builder
	space := false
	latin := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			if !latin {
				b.WriteRune(r)
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mc, r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			latin = unicode.In(r, unicode.Latin, unicode.Arabic)
			b.WriteRune(unicode.ToLower(r))
		case unicode.Is(unicode.Cf, r):
		default:
			space = true
		}
	}
	return b.String()
}
