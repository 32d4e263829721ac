package language

// languages are those known by their words: the commonest ones, which stand in
// any text and are hardly ever borrowed. Languages of one kin share so many of
// them that they are not told apart. At most 64.
var languages = []struct {
	tag    string
	script int
	kin    string
	words  string
}{
	{"en", latin, "", "the of and to in is that for it was with are as be on by this have from at which or not they an we but their has been were will would can there when who more if one all its our you your these than into also a"},
	{"fr", latin, "", "le la les des de du et en un une est que qui dans pour au aux par sur pas plus ce cette ces il elle nous vous ils elles se ne sont avec été ont ou son sa ses leur leurs mais comme être à où aussi fait d l qu n s a y"},
	{"es", latin, "", "el la los las de del y en que un una es por con para se no su sus lo al más como pero le ha este esta estos estas son entre cuando muy sin sobre ser también han todo todos hay desde nos o ya a e todos"},
	{"pt", latin, "kin-pt", "o a os as e de do da dos das em no na nos nas que um uma é por com para se não ao aos à às mais como mas foi são seu sua seus suas pelo pela isso este esta também entre quando muito sem ser ou já há pelos pelas todos"},
	{"gl", latin, "kin-pt", "o a os as e de do da dos das en no na nos nas que un unha é por con para se non ao aos á ás máis como pero foi son seu súa polo pola isto este esta tamén entre cando moi sen ser ou xa hai"},
	{"it", latin, "", "il lo la i gli le di del della dei delle dello e è che in un una per con non si al alla nel nella sono più da dal dalla ha come anche ma questo questa essere o su sul sulla loro ci degli agli nei nelle ed a o"},
	{"ca", latin, "", "el la els les de del dels i en que un una és per amb no es se al als més com però ha aquest aquesta són entre quan molt sense ser també han tot tots hi ho seva seu seves seus o ja des a"},
	{"ro", latin, "", "și în de la cu pe un o care nu este sunt din pentru că mai prin fi al ale a au fost ca această acest lor sau dar după între despre până unei unui cele cei cea cel"},
	{"de", latin, "", "der die das und in den von zu mit ist des im für auf nicht ein eine einer eines dem sich auch es an als wird werden sind sie wir oder aus bei nach durch um über wie haben hat wurde aber noch zum zur dass einen"},
	{"nl", latin, "kin-nl", "de het een en van in is dat op te zijn met voor niet aan er om ook als door maar bij worden wordt die deze dit naar uit hebben heeft over tot of zij wij hun kan nog meer dan"},
	{"af", latin, "kin-nl", "die het n en van in is dat op te met vir nie aan om ook as deur maar by word wat hierdie na uit hulle ons sy kan nog meer dan of tot oor sal gaan"},
	{"sv", latin, "kin-nordic", "och i att det som en på är av för den med till inte om ett har de vid från eller var kan ska men sig så också efter under deras där när vi"},
	{"da", latin, "kin-nordic", "og i at det som en på er af for den med til ikke om et har de ved fra eller var kan skal men sig så også efter under deres hvor når vi"},
	{"nb", latin, "kin-nordic", "og i at det som en på er av for den med til ikke om et har de ved fra eller var kan skal men seg så også etter under deres hvor når vi"},
	{"no", latin, "kin-nordic", "og i at det som en på er av for den med til ikke om et har de ved fra eller var kan skal men seg så også etter under deres hvor når vi"},
	{"pl", latin, "", "i w na z do nie się że jest o to po od za oraz przez dla jak są co tym tego które który która ich może jego już lub przy ale być ze czy tak był"},
	{"cs", latin, "kin-cs", "a v na se je že s z do o i k pro jako to by ve které který která jsou byl není od po jsem nebo za ale při jeho jejich také podle být má už"},
	{"sk", latin, "kin-cs", "a v na sa je že s z do o aj k pre ako to by vo ktoré ktorý ktorá sú bol nie od po som alebo za ale pri jeho ich tiež podľa byť má už"},
	{"hr", latin, "kin-hr", "i u je na da se za su od s o koji koja koje kao ili iz po ne bi ali što te nije biti ima sve samo prema do tako može bio"},
	{"sl", latin, "kin-hr", "in v je na da se za so od s o ki kot ali iz po ne bi pa tudi še ni biti ima vse samo do tako lahko bil pri jih med"},
	{"hu", latin, "", "a az és hogy nem is egy van meg de ez volt csak mint már el vagy kell még ha ki azt között minden mert után való által amely lehet szerint"},
	{"fi", latin, "", "ja on ei että se oli hän ovat mutta myös kun kuin joka tai olla sen niin ole jotka mukaan sekä ollut voi vain nyt sitä tämä siitä"},
	{"et", latin, "", "ja on ei et see oli ta aga ka kui mis või oma ning kes seda selle välja nii ole siis ma kõik olid pärast"},
	{"lt", latin, "", "ir į kad yra iš su buvo tai kaip bet ne jo apie nuo tik jau savo per dėl arba už ar po jie taip kuris"},
	{"lv", latin, "", "un ir ka no ar uz par bija arī kas lai vai ne tas pēc kā bet to tiek tā viņš viņa šo gan pie jau var"},
	{"tr", latin, "", "ve bir bu için ile da de olarak daha çok olan en gibi ne kadar sonra ancak ama her var değil ya ki o olduğu göre tarafından oldu içinde veya"},
	{"id", latin, "kin-ms", "yang dan di dari untuk dengan pada ini dalam tidak itu adalah akan oleh ke sebagai juga bisa karena telah mereka kami atau lebih dapat saat ada tersebut para"},
	{"ms", latin, "kin-ms", "yang dan di dari untuk dengan pada ini dalam tidak itu adalah akan oleh ke sebagai juga boleh kerana telah mereka kami atau lebih dapat ada tersebut para"},
	{"vi", latin, "", "và của là có được trong cho các một những không với người này đã để khi từ đến về như trên cũng vào tại ra hay bị nhưng sẽ"},
	{"tl", latin, "kin-tl", "ang ng sa na mga at ay ito para si ni may hindi kung nang isang o rin ka ko mo siya sila kanilang dahil"},
	{"fil", latin, "kin-tl", "ang ng sa na mga at ay ito para si ni may hindi kung nang isang o rin ka ko mo siya sila kanilang dahil"},
	{"sw", latin, "", "ya na wa kwa ni la katika za kuwa cha hii ili au kama hiyo ambao ambayo vya pia baada huo wao hayo hizi kila lakini yake yao zaidi bila watu sisi wetu zetu yetu"},
	{"so", latin, "", "oo iyo ka ku waa in ay ee u la ayaa uu waxaa soo aan si lagu ah mid ugu inay waxay wax kale kala leh"},
	{"ha", latin, "", "da na a ta ya ba wannan don shi suka yi kuma ne ce su wanda ko mutane domin zuwa cikin sun yana sai wata"},
	{"eo", latin, "", "la kaj de en estas al por ne kiu ke mi ĝi kun li estis el ili oni pri aŭ sed kiel tiu ĉi per tio kiuj plej pli ankaŭ"},
	{"sq", latin, "", "të e në dhe për me një që nga është i u së më nuk ka si janë por edhe do ishte kjo ky tij duke"},
	{"eu", latin, "", "eta da ez bat dira du ere zen egin dute izan baina edo bere hau zuen baino egiten dela"},
	{"ru", cyrillic, "", "и в не на что с по как к из у за от для это его но они так все о мы или бы было быть при их также был если может который которые"},
	{"uk", cyrillic, "", "і в не на що з та до як за у про від для це його але вони так всі ми або бути при їх також був якщо може який які є й"},
	{"be", cyrillic, "", "і ў не на што з да як за у пра ад для гэта яго але яны так усе мы або быць пры іх таксама быў калі можа які якія"},
	{"bg", cyrillic, "kin-bg", "и в не на че с по като за от да се е са това които който но ще или при до както той тя са им още може след"},
	{"mk", cyrillic, "kin-bg", "и во не на дека со по како за од да се е се ова кои кој но ќе или при до тој таа им уште може по"},
	{"sr", cyrillic, "", "и у је на да се за су од с о који која које као или из по не би али што те није бити има све само"},
	{"ar", arabic, "", "في من على إلى أن عن التي الذي هذا هذه ما لا مع كان كل بعد بين ذلك أو قد لم إن كما هو هي ولا وقد عند حتى كانت غير و"},
	{"fa", arabic, "", "و در به از که این را با است برای آن یک تا می بر هم شده یا نیز شد های خود آنها باید کرد بود ها اما هر"},
	{"ur", arabic, "", "کے میں کی ہے اور سے کا کو نے اس پر کہ ہیں یہ ایک کر بھی تھا لیے جو نہیں ہو ان وہ گیا ہونے تک یا اپنے"},
	{"hi", devanagari, "", "के में की है और से का को ने इस पर कि हैं यह एक कर भी था लिए जो नहीं हो उन वह गया होने तक या अपने"},
	{"mr", devanagari, "", "आहे आणि या व हे की आहेत तर एक ते च मध्ये नाही हा ही होते होता म्हणून केले त्या साठी असे करून झाले"},
	{"ne", devanagari, "", "र को छ मा यो हो पनि गर्न भएको लागि छन् गरेको एक तर ले भने गर्ने सबै यस हुन हरू"},
	{"bn", bengali, "kin-bn", "এবং ও এই করে থেকে যে এর জন্য একটি হয় না করা তার সে কিন্তু তারা সঙ্গে হয়েছে মধ্যে বা আমরা আমাদের কোনো সব"},
	{"as", bengali, "kin-bn", "আৰু এই কৰে পৰা যে এটা হয় নাই তেওঁ কিন্তু লগত হৈছে মাজত বা আমি আমাৰ কোনো সকলো"},
	{"he", hebrew, "", "של את על לא הוא זה עם כי גם או אל היא יש אם כל אני הם היה בין רק אבל אשר יותר"},
}
