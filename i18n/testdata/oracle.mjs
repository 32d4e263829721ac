// Writes golden.jsonl.gz: what ICU answers for the cases of golden_test.go:
//
//	node i18n/testdata/oracle.mjs | gzip -9n > i18n/testdata/golden.jsonl.gz
//
// It needs a Node.js with full ICU of the CLDR version of the tables; the
// first line says which one it was. Each further line is one kind of question
// in one language: pairs of what was asked and what ICU said.

const locales = `fr en es pt ar bn hi zh sw fa he ru tr pl de ja ko sr id am ur vi th cs uk el zh-Hant pt-PT ar-EG
  it nl sv nb da fi hu ro bg hr sk sl lt lv et ca eu gl is ga cy mt mk sq be hy ka az kk uz mn ky tg tk
  fil ms ta te ml mr ne gu pa kn si km my lo ps sd ckb ku so ha yo ig zu xh af rw om ti wo ln lg sn mg
  sr-Latn en-GB en-IN es-MX es-419 fr-CA ar-MA de-AT zh-TW zh-HK it-CH pt-AO fa-AF br qu`.split(/\s+/)

const out = (kind, locale, cases) => console.log(JSON.stringify({ kind, locale, cases }))
const ask = (questions, answer) => questions.map(q => [q, answer(q)])
const utc = (y, m, d, h = 0, min = 0) => new Date(Date.UTC(y, m - 1, d, h, min))

const days = [[2026, 3, 4], [1978, 9, 12], [2000, 12, 6], [2024, 2, 29], [1999, 1, 31], [2030, 10, 10]]
for (let m = 1; m <= 12; m++) days.push([2025, m, m * 2])
const ranges = [
  [[2026, 3, 4], [2026, 3, 8]], [[2026, 3, 30], [2026, 4, 2]], [[2025, 12, 30], [2026, 1, 2]],
  [[2022, 11, 1], [2022, 11, 30]], [[2020, 5, 9], [2020, 9, 5]], [[1999, 12, 31], [2000, 1, 1]]]
const times = []
for (let h = 0; h < 24; h++) times.push([h, (h * 7) % 60])
const integers = [0, 5, 42, 999, 1000, 1234, 9999, 10000, 12345, 99999, 100000, 1234567, 1234567890, -7, -1234, -123456]
const decimals = [0.5, 1.005, 2.675, 0.125, 3.14159, 1234.5, 12345.678, 99.999, -0.004, -1.5, 1e6, 0.1 + 0.2]
const ratios = [0, 0.25, 1, 0.333, 12.5, -0.1]
const lists = [['a'], ['a', 'b'], ['a', 'b', 'c'], ['1', '2', '3', '4', '5'], ['Perú', 'Irán'], ['siete', 'ocho'], ['hiel', 'hielo'], ['חיפה', 'יפו']]
const plurals = []
for (let n = 0; n <= 200; n++) plurals.push(n)
plurals.push(1000, 1001, 10000, 100000, 1000000, 1000001, 2000000)
const fractions = ['0.0', '0.1', '0.5', '1.0', '1.1', '1.5', '2.0', '2.1', '5.00', '10.0', '10.1', '100.5', '1.21', '0.01', '3.4']
const tags = `fr en es pt ar bn hi zh sw fa he ru tr pl de ja ko sr id am ur vi th cs uk el zh-Hant zh-Hans pt-PT pt-BR ar-EG
  ckb ku gn quc qu ay kab sr-Latn sr-Cyrl-ME en-GB es-419 fr-CA de-CH az-Arab uz-Cyrl ca-valencia nb no nan`.split(/\s+/)
const sizes = [['byte', 0], ['byte', 1], ['byte', 512], ['kilobyte', 1.2], ['kilobyte', 45], ['megabyte', 1], ['megabyte', 3.5], ['gigabyte', 2.1]]

const codes = []
const A = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
for (const a of A) for (const b of A) {
  const c = a + b
  if (!/^(A[C]|C[PQ]|DG|E[AUZ]|IC|TA|UN|ZZ|Q[M-Z]|X[A-JL-Z]|AA)$/.test(c) && english.of(c) &&
    new Intl.Locale('und-' + c).region === c) codes.push(c)
}
codes.push('002', '009', '019', '142', '150')

console.log(JSON.stringify({ kind: 'source', locale: '', cases: [['cldr', process.versions.cldr], ['icu', process.versions.icu]] }))
out('canonical', '', ask(`zh_hant ZH-TW iw in ji sh mo tl no nb no-bok no-nyn i-klingon art-lojban zh-min-nan zh-guoyu cmn
  cmn-Hans-CN yue zh-yue arb kmr swc prs en-uk en-840 hy-su uz-su sr-yu de-dd my-bu fr-latn-fx
  ca-ES-valencia sl-rozaj-biske-1994 sgn-br qaai en-Qaai aa-saaho fr-FR az-arab-ir es-419 pt-br be-tarask hbs scc mol
  ar-u-nu-latn de-x-own en-a-bbb-x-c`.trim().split(/\s+/).filter(t => { try { Intl.getCanonicalLocales(t.replace('_', '-')); return true } catch { return false } }),
  t => Intl.getCanonicalLocales(t.replace('_', '-'))[0]))

// A constructor that does not know a language answers in that of the machine.
const knows = (constructor, l) => constructor.supportedLocalesOf([l]).length > 0

// Names of zones, for moments in winter and in summer; none where ICU falls back
// to how far the clock is from UTC.
const moments = ['Europe/Zurich', 'Europe/London', 'Europe/Dublin', 'Africa/Dakar', 'Africa/Nairobi', 'Africa/Kinshasa', 'Asia/Kolkata', 'Asia/Dhaka',
  'Asia/Shanghai', 'Asia/Beirut', 'Asia/Kathmandu', 'America/New_York', 'America/Sao_Paulo', 'America/Buenos_Aires', 'America/Bogota',
  'America/Panama', 'Australia/Sydney', 'Australia/Adelaide', 'Pacific/Auckland', 'Asia/Tokyo', 'Europe/Kyiv', 'Asia/Manila', 'UTC']
  .flatMap(z => {
    const [winter, summer] = [Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 6, 15, 12)]
    const clock = t => new Intl.DateTimeFormat('en', { timeZone: z, hourCycle: 'h23', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(t)
    return [[z, winter, clock(winter) > clock(summer)], [z, summer, clock(summer) > clock(winter)]] // daylight time is the later clock
  })
const offset = /\p{Nd}/u
const zoned = (l, z, t) => {
  const name = new Intl.DateTimeFormat(l, { timeZone: z, timeZoneName: 'long' }).formatToParts(t).find(p => p.type === 'timeZoneName').value
  return offset.test(name) ? '' : name
}

for (const l of locales) {
  const calendar = l + '-u-ca-gregory'
  const date = o => new Intl.DateTimeFormat(calendar, { timeZone: 'UTC', ...o })
  for (const style of ['full', 'long', 'medium', 'short']) {
    const f = date({ dateStyle: style })
    out(style, l, ask(days, d => f.format(utc(...d))))
  }
  const month = date({ year: 'numeric', month: 'long' }), year = date({ year: 'numeric' })
  out('month', l, ask(days.slice(6), d => month.format(utc(...d))))
  out('name', l, ask(days.slice(6), d => date({ month: 'long' }).format(utc(...d))))
  const long = date({ dateStyle: 'long' })
  out('range', l, ask(ranges, ([a, b]) => long.formatRange(utc(...a), utc(...b))))
  const clock = date({ timeStyle: 'short' }), both = date({ dateStyle: 'long', timeStyle: 'short' })
  if (knows(Intl.DateTimeFormat, l)) out('zone', l, ask(moments, ([z, t]) => zoned(l, z, t)).filter(([, name]) => !/^(GMT|UTC)$/.test(name))) // of a bare GMT nobody can say which it is
  out('time', l, ask(times, t => clock.format(utc(2026, 3, 4, ...t))))
  out('datetime', l, ask(times.slice(8, 18), t => both.format(utc(2026, 3, 4, ...t))))

  const n0 = new Intl.NumberFormat(l), n2 = new Intl.NumberFormat(l, { maximumFractionDigits: 2, signDisplay: 'negative' })
  out('integer', l, ask(integers, n => n0.format(n)))
  out('decimal', l, ask(decimals, n => n2.format(n)))
  out('percent', l, ask(ratios, n => new Intl.NumberFormat(l, { style: 'percent', signDisplay: 'negative' }).format(n)))
  if ('fr en tr ar ar-EG ar-MA fa'.includes(l)) out('arabic', l, ask(integers, n => new Intl.NumberFormat(l + '-u-nu-arab').format(n)))
  out('size', l, ask(sizes, ([unit, n]) => new Intl.NumberFormat(l, { style: 'unit', unit, maximumFractionDigits: 1 }).format(n)))

  const cardinal = new Intl.PluralRules(l), ordinal = new Intl.PluralRules(l, { type: 'ordinal' })
  const rules = knows(Intl.PluralRules, l)
  if (rules) out('plural', l, ask(plurals, n => cardinal.select(n)))
  if (rules) out('ordinal', l, ask(plurals, n => ordinal.select(n)))
  if (rules) out('fraction', l, ask(fractions, s => new Intl.PluralRules(l, { minimumFractionDigits: s.length - s.indexOf('.') - 1 }).select(+s)))

  const joins = knows(Intl.ListFormat, l)
  if (joins) out('list', l, ask(lists, items => new Intl.ListFormat(l, { type: 'conjunction' }).format(items)))
  if (joins) out('either', l, ask(lists, items => new Intl.ListFormat(l, { type: 'disjunction' }).format(items)))

  const region = new Intl.DisplayNames(l, { type: 'region' }), language = new Intl.DisplayNames(l, { type: 'language' })
  out('place', l, ask(codes, c => region.of(c)))
  const known = new Intl.DisplayNames(l, { type: 'language', fallback: 'none' })
  out('language', l, ask(tags.filter(t => known.of(t.split('-')[0])), t => language.of(t).replace('VALENCIA', 'valencia')))
  const collator = new Intl.Collator(l, { numeric: true })
  const names = codes.map(c => region.of(c)).concat(['Tome 10', 'Tome 9', 'tome 9', 'Éa', 'Ea', 'Ez', 'Ñu', 'Nz', 'Ca', 'Cha', 'Cz'])
  if (knows(Intl.Collator, l)) out('sort', l, [[names, names.slice().sort(collator.compare)]])
}
