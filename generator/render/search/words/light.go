package words

import "strings"

// arabic is light stemming after Larkey, Ballesteros and Connell (light10): the
// article with what is written before it is a prefix, the endings are those of
// number, gender and possession. Single particles are taken off only where a
// word of the site remains, since many roots begin with the same letters.
var arabic = Language{
	Prefixes: []string{"وال", "بال", "كال", "فال", "ولل", "ال", "لل"},
	Rest:     3,
	Attached: "وبلفك",
	endings:  strings.Fields("هما ها هم هن كم نا ان ات ون ين يه تين تان ه ي ا"),
	most:     2,
	keep:     3,
}

// hindi are the endings of Ramanathan and Rao's light stemmer, folded: of
// gender, number, case, and of verbs.
var hindi = Language{
	endings: folded(`ाएंगी ाएंगे ाऊंगी ाऊंगा ाइयां ाइयों ाएगी ाएगा ाओगी ाओगे एंगी ेंगी एंगे ेंगे ूंगी ूंगा ातीं नाओं नाएं ताओं ताएं
		ियां ियों ियाँ ाकर ाइए ाईं ाया ेगी ेगा ोगी ोगे ाने ाना ाते ाती ाता तीं ाओं ाएं ुओं ुएं ुआं कर ाओ िए ाई ाए ने नी ना ते
		ीं ती ता ां ों ें ो े ू ु ी ि ा ीय िक`),
	most: 1,
	keep: 2,
}

// bengali are case endings, articles, plurals and the commonest ends of verbs.
var bengali = Language{
	endings: folded(`গুলোর গুলির গুলোকে গুলিকে গুলোতে গুলো গুলি গণের গণ দেরকে দের েরা রা টির টিকে টিতে টি টার টাকে টাতে টা খানা
		সমূহের সমূহ য়ের য়ে ের কে তে েই ে র ই ও ো া ি ী ায় িত ছেন ছে বেন বে লেন লাম ল তেন ত িয়ে ীয়`),
	most: 2,
	keep: 3,
}

// swahili tells the singular from the plural by the prefix of the noun class,
// the verb by its infinitive, and its wish (jiunge) from its statement (jiunga) by
// the last vowel. Irregular words stand without their prefix.
var swahili = Language{
	Prefixes:  strings.Fields("mwa mw wa mi ma ki vi ku m u"),
	Rest:      3,
	endings:   []string{"ni", "e", "a"},
	most:      1,
	keep:      4,
	irregular: map[string]string{"watu": "mtu", "nawake": "namk", "naume": "namum"},
}

// hebrew has words written together with the conjunctions, prepositions and the
// article before them.
var hebrew = Language{Attached: "והבלכמש"}

// folded are endings in the form that words have when they are compared.
func folded(list string) []string {
	endings := strings.Fields(list)
	for i, e := range endings {
		endings[i] = Fold(e)
	}
	return endings
}
