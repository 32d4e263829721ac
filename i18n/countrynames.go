package i18n

import (
	"slices"
	"strings"
)

// otherNames are names of countries that people write and CLDR does not have:
// short ones, abbreviations, former ones, spellings; by code, with | between
// them.
var otherNames = map[string]string{
	"AE": "uae|emirates|emirats|émirats|emiratos|الإمارات|امارات|আমিরাত|यूएई|阿联酋|emarati",
	"BA": "bosnia|bosnie|bósnia|البوسنة|বসনিয়া|बोस्निया|波黑|波斯尼亚",
	"BF": "burkina|haute volta|upper volta|alto volta|بوركينا|فولتا العليا|布基纳",
	"BJ": "dahomey|dahomé|بنن|البنين|داهومي|贝宁共和国",
	"BN": "brunei darussalam|بروناي دار السلام",
	"BO": "état plurinational de bolivie|plurinational state of bolivia|estado plurinacional de bolivia",
	"BY": "biélorussie|bielorussie|belorussia|byelorussia|bielorrusia|bielorrússia|روسيا البيضاء|白俄",
	"CD": "rdc|drc|dr congo|d r congo|rd congo|r d congo|rép dém du congo|congo kinshasa|congo rdc|congo drc|zaire|zaïre|république démocratique du congo|democratic republic of congo|democratic republic of the congo|república democrática del congo|república democrática do congo|الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية|زائير|গণতান্ত্রিক কঙ্গো|ডিআর কঙ্গো|कांगो लोकतान्त्रिक गणराज्य|लोकतांत्रिक कांगो|刚果金|刚果民主共和国|民主刚果|扎伊尔|jamhuri ya kidemokrasia ya kongo|kongo dr|drc kongo",
	"CF": "rca|car|centrafrique|république centrafricaine|central africa|centroáfrica|áfrica central|أفريقيا الوسطى|افريقيا الوسطى|中非",
	"CG": "congo brazzaville|congo brazza|république du congo|republic of the congo|republic of congo|república del congo|república do congo|الكونغو برازافيل|جمهورية الكونغو|刚果布|刚果共和国",
	"CI": "ivory coast|cote divoire|rci|costa de marfil|costa do marfim|ساحل العاج|আইভরি কোস্ট|आइवरी कोस्ट|象牙海岸|kodivaa",
	"CN": "prc|rpc|people s republic of china|république populaire de chine|republica popular china|جمهورية الصين الشعبية|中华人民共和国|中國",
	"CV": "cap vert|cape verde|cabo verde|الرأس الأخضر|কেপ ভার্দে|केप वर्दे|佛得角",
	"CZ": "tchéquie|république tchèque|czech republic|czechia|república checa|تشيكيا|جمهورية التشيك|捷克共和国",
	"DE": "rfa|frg|république fédérale d allemagne|federal republic of germany|المانيا الاتحادية",
	"DO": "république dominicaine|dominican rep|rep dominicana",
	"EG": "rae|arab republic of egypt|مصر العربية|جمهورية مصر العربية",
	"EH": "rasd|sadr|sahara|sahara occidental|western sahara|الصحراء الغربية|西撒哈拉",
	"FM": "micronesia|micronésie|ميكرونيزيا|密克罗尼西亚",
	"GB": "uk|u k|great britain|england|angleterre|écosse|scotland|wales|grande bretagne|royaume uni|inglaterra|gran bretaña|grã bretanha|reino unido|بريطانيا|بريطانيا العظمى|انجلترا|إنجلترا|ব্রিটেন|ইংল্যান্ড|ब्रिटेन|इंग्लैंड|यूके|英国|英格兰|uingereza",
	"GM": "gambie|the gambia|gambia|la gambie",
	"GW": "guinée bissau|guinea bissau|guiné bissau",
	"HK": "hong kong|هونغ كونغ|香港",
	"IR": "perse|persia|islamic republic of iran|république islamique d iran|جمهورية إيران الإسلامية",
	"KH": "cambodge|kampuchea|كمبوديا|柬埔寨王国",
	"KP": "corée du nord|north korea|dprk|rpdc|corea del norte|coreia do norte|كوريا الشمالية|উত্তর কোরিয়া|उत्तर कोरिया|朝鲜|北韩|korea kaskazini",
	"KR": "corée du sud|south korea|republic of korea|république de corée|rok|corea del sur|coreia do sul|كوريا الجنوبية|দক্ষিণ কোরিয়া|दक्षिण कोरिया|南韩|大韩民国|korea kusini",
	"LA": "laos|lao|rdp lao|lao pdr",
	"LK": "ceylon|ceylan|ceilán|ceilão|سيلان|সিংহল|सीलोन|锡兰",
	"LY": "libya|libye|jamahiriya|الجماهيرية الليبية",
	"MD": "moldavie|moldova|république de moldova|republic of moldova",
	"MK": "macédoine|macedonia|fyrom|arym|macédoine du nord|مقدونيا|ম্যাসেডোনিয়া|मैसेडोनिया|马其顿",
	"MM": "burma|birmanie|birmania|birmânia|بورما|برمة|বার্মা|बर्मा|缅甸联邦|myanmar|myanmar burma",
	"NL": "holland|hollande|holanda|هولندا|হল্যান্ড|हॉलैंड|荷兰|uholanzi",
	"PS": "palestine|palestina|état de palestine|state of palestine|estado de palestina|فلسطين|دولة فلسطين|ফিলিস্তিন|প্যালেস্টাইন|फिलिस्तीन|फ़िलिस्तीन|巴勒斯坦|palestina|opt|occupied palestinian territory",
	"RU": "russian federation|fédération de russie|federación de rusia|روسيا الاتحادية|রুশ ফেডারেশন|रूसी संघ|俄国|俄罗斯联邦|urusi",
	"SA": "ksa|arabie saoudite|saudi|saudi arabia|arabia saudí|arabia saudita|arábia saudita|السعودية|العربية السعودية|সৌদি|सऊदी|沙特|沙特阿拉伯|saudia",
	"ST": "sao tomé|são tomé|sao tome et principe|sao tome and principe",
	"SY": "république arabe syrienne|syrian arab republic|الجمهورية العربية السورية",
	"SZ": "swaziland|souaziland|swazilandia|suazilandia|سوازيلاند|স্বাজিল্যান্ড|स्वाज़ीलैंड|斯威士兰|uswazi",
	"TH": "siam",
	"TL": "timor|east timor|timor oriental|timor est|timor leste|تيمور الشرقية|东帝汶",
	"TR": "turkey|turquie|türkiye|turkiye|turquía|turquia|تركيا|তুরস্ক|तुर्की|土耳其|uturuki",
	"TW": "taïwan|formosa|republic of china|中華民國|臺灣",
	"TZ": "tanganyika|zanzibar|tanzanie|united republic of tanzania|république unie de tanzanie|تنزانيا المتحدة",
	"US": "u s|u s a|usa|états unis|etats unis|états unis d amérique|united states of america|america|amérique|eeuu|ee uu|estados unidos|estados unidos de américa|e u a|eua|أمريكا|امريكا|الولايات المتحدة|الولايات المتحدة الأمريكية|যুক্তরাষ্ট্র|আমেরিকা|अमेरिका|अमरीका|美国|美利坚合众国|marekani",
	"VA": "vatican|saint siège|holy see|santa sede|santa sé|الفاتيكان",
	"VE": "république bolivarienne du venezuela|bolivarian republic of venezuela|república bolivariana de venezuela",
	"VN": "viet nam|viêt nam|viêtnam|越南",
	"ZA": "rsa|r s a|afrique du sud|south africa|sudáfrica|áfrica do sul|جنوب أفريقيا|جنوب افريقيا|দক্ষিণ আফ্রিকা|दक्षिण अफ्रीका|南非|afrika kusini",
	"ZW": "rhodesia|rhodésie|rodesia|rodésia|روديسيا|罗得西亚",
}

// sharedNames are names that more than one country is called by; the codes are in
// alphabetical order. Nobody but who wrote one can say which was meant.
var sharedNames = map[string]string{
	"CD CG": "congo|le congo|kongo|الكونغو|كونغو|কঙ্গো|कांगो|काँगो|刚果",
	"KP KR": "korea|corée|corea|coreia|كوريا|কোরিয়া|कोरिया|韩朝",
	"VG VI": "virgin islands|îles vierges|islas vírgenes|ilhas virgens|جزر العذراء|维尔京群岛",
}

// byOtherName are the countries of otherNames, by folded name.
var byOtherName = func() map[string]string {
	m := map[string]string{}
	for code, names := range otherNames {
		for name := range strings.SplitSeq(names, "|") {
			m[fold(name)] = code
		}
	}
	return m
}()

var bySharedName = func() map[string][]string {
	m := map[string][]string{}
	for codes, names := range sharedNames {
		for name := range strings.SplitSeq(names, "|") {
			m[fold(name)] = strings.Fields(codes)
		}
	}
	return m
}()

// CountriesNamed are the codes of the countries that share a name, such as CD and
// CG for Congo; nil for every other name.
func CountriesNamed(name string) []string { return slices.Clone(bySharedName[fold(name)]) }
