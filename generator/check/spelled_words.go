package check

// spellings is how a language writes numbers as words.
type spellings struct {
	// units are 1 to 12, of most languages 1 to 19; tens are 10, 20 … 90. Numbers
	// are parted by spaces, several ways to write one by bars; _ stands between
	// words. A word is met by its beginning.
	units, tens string
	// whole languages join their words, or write none apart: words are met anywhere.
	anywhere bool
	// sixties counts on from 60 and 80: seventy-one is sixty-eleven.
	sixties bool
}

// spelled are the languages whose numbers are known, by the first part of their
// tag. Forms that only begin alike are written once; decades are forms of tens.
var spelled = map[string]spellings{
	"en": {units: "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
		tens: "ten twenty|twenties|twentieth thirty|thirties|thirtieth forty|forties|fortieth fifty|fifties|fiftieth sixty|sixties|sixtieth seventy|seventies|seventieth eighty|eighties|eightieth ninety|nineties|ninetieth"},
	"fr": {units: "un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf",
		tens: "dix vingt trent quarant cinquant soixant soixante_dix|septant quatre_vingt|huitant|octant quatre_vingt_dix|nonant", sixties: true},
	"es": {units: "un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
		tens: "diez veint treint cuarent cincuent sesent setent ochent novent"},
	"pt": {units: "um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove",
		tens: "dez vint trint|trigésim quarent|quadragésim cinquent|cinquagésim sessent setent oitent novent"},
	"ca": {units: "un dos|dues tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit dinou",
		tens: "deu vint trent quarant cinquant seixant setant vuitant norant"},
	"it": {units: "un due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
		tens: "dieci vent trent quarant cinquant sessant settant ottant novant"},
	"de": {units: "ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
		tens: "zehn zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", anywhere: true},
	"nl": {units: "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
		tens: "tien twintig dertig veertig vijftig zestig zeventig tachtig negentig", anywhere: true},
	"ru": {units: "од дв тр четыр пят шест сем восем|восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат",
		tens: "десят двадцат тридцат сорок пятьдесят|пятидесят шестьдесят|шестидесят семьдесят|семидесят восемьдесят|восьмидесят девяност"},
	"tr": {units: "bir iki üç dört beş altı yedi sekiz dokuz on", tens: "on yirmi otuz kırk elli altmış yetmiş seksen doksan"},
	"id": {units: "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas dua_belas",
		tens: "sepuluh dua_puluh tiga_puluh empat_puluh lima_puluh enam_puluh tujuh_puluh delapan_puluh sembilan_puluh"},
	"sw": {units: "moja mbili|wili tatu nne tano sita saba nane tisa kumi kumi_na_moja kumi_na_mbili",
		tens: "kumi ishirini thelathini arobaini|arubaini hamsini sitini sabini themanini tisini", anywhere: true},
	"ar": {units: "واحد|احد اثن|اثني ثلاث أربع خمس ست سبع ثماني تسع عشر", tens: "عشر عشرين|عشرون ثلاثين|ثلاثون أربعين|أربعون خمسين|خمسون ستين|ستون سبعين|سبعون ثمانين|ثمانون تسعين|تسعون", anywhere: true},
	"fa": {units: "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده",
		tens: "ده بیست سی چهل پنجاه شصت هفتاد هشتاد نود"},
	"hi": {units: "एक दो तीन चार पाँच|पांच छह|छः सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह|पन्द्रह सोलह सत्रह अठारह उन्नीस",
		tens: "दस बीस तीस चालीस पचास साठ सत्तर अस्सी नब्बे"},
	"bn": {units: "এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ এগারো বারো তেরো চৌদ্দ পনেরো ষোলো সতেরো আঠারো উনিশ",
		tens: "দশ বিশ|কুড়ি ত্রিশ|তিরিশ চল্লিশ পঞ্চাশ ষাট সত্তর আশি নব্বই"},
}

// hanDigits are the signs of Chinese and Japanese for 0 to 9. 十 is ten.
var hanDigits = []rune("〇一二三四五六七八九")

// scales are words that multiply a number, in the languages that have been met:
// 1.5 million is 15 lakh and 150万. Each is met by its beginning, those behind a
// dot only as they are written, for many words begin so.
var scales = []string{
	"million", "milliard", "billion", "trillion", "thousand", "hundred", "dozen",
	"mille", "millier", ".cent", ".cents", "centaine", "douzaine", "vingtaine", "trentaine",
	"millar", "millon", ".mil", ".miles", ".cien", "ciento", ".cientos", "centenar", "docena", "milhõ", "milhã", "milhar", "bilhõ", "trilhõ", ".cem", ".cento", ".centos", "centena", "dúzia",
	"milioni", "bilioni", "elfu", "laki", ".mia", ".mamia",
	"লাখ", "লক্ষ", "কোটি", "হাজার", ".শত", "মিলিয়ন", "বিলিয়ন", "লাখ", "করোড়",
	"लाख", "करोड़", "करोड", "हज़ार", "हजार", ".अरब", "मिलियन", "बिलियन", ".सौ",
	"hundert", "tausend", "million", "honderd", "duizend", "тысяч", "миллион", "миллиард", ".сто", ".сотни", ".сотен", "yüz", ".bin", "milyon", "ratus", "ribu", "juta", "هزار", "میلیون", ".صد",
}

// scalesWithin are those that are met anywhere: of Arabic, which joins short words
// to others, and of scripts without spaces.
var scalesWithin = []string{"مليون", "ملايين", "مليار", "ألف", "آلاف", "الف", "مئة", "مائة", "مئات", "万", "億", "亿", "千", "百", "萬", "백", "천", "만", "억"}
