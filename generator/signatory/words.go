package signatory

import "slices"

// types are the words for what a signatory is, folded, in nine languages.
var types = map[Type][]string{
	Organisation: {"organisation", "organization", "org", "ngo", "group", "network", "movement", "union", "institution", "association", "ong", "collectif", "reseau", "syndicat", "structure", "mouvement",
		"organizacion", "asociacion", "colectivo", "red", "sindicato", "organizacao", "associacao", "coletivo", "rede", "منظمه", "منظمة", "جمعية", "مؤسسة", "شبكة", "সংগঠন", "সংস্থা", "প্রতিষ্ঠান", "संगठन", "संस्था",
		"组织", "机构", "团体", "shirika", "asasi"},
	Person: {"person", "individual", "personne", "individu", "particulier", "a titre personnel", "personne physique", "persona", "individuo", "particular", "persona fisica", "pessoa", "individual person", "pessoa fisica",
		"شخص", "فرد", "فردي", "ব্যক্তি", "ব্যক্তিগত", "व्यक्ति", "व्यक्तिगत", "个人", "mtu", "mtu binafsi", "binafsi"},
}

// no are the words that say that somebody did not withdraw, folded.
var no = []string{"no", "n", "0", "false", "non", "faux", "nao", "falso", "لا", "না", "नहीं", "否", "没有", "hapana", "la", "siyo", "-"}

var (
	typeWords = func() map[string]Type {
		m := map[string]Type{}
		for t, words := range types {
			for _, w := range words {
				m[fold(w)] = t
			}
		}
		return m
	}()
	noWords = func() []string {
		out := make([]string, len(no))
		for i, w := range no {
			out[i] = fold(w)
		}
		return out
	}()
)

// typeOf is the type that a word says, in any of nine languages.
func typeOf(word string) (Type, bool) {
	t, ok := typeWords[fold(word)]
	return t, ok
}

// saysNo says whether a cell of the column withdrawn says that the signature
// stands. Whatever else it holds, a date, a cross, a remark, says that it does
// not: in doubt nobody is named against their will.
func saysNo(text string) bool { return slices.Contains(noWords, fold(text)) }
