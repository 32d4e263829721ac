// Searches the site without a server: loads of the index that the build wrote
// only what a search needs, as scripts, so that it works from a disk as well.
// How words are folded and cut follows generator/render/search/words; how the
// files are written, and how results are ranked, generator/render/search.
(function () {
	'use strict';
	const form = document.querySelector('form[role=search]');
	const found = document.querySelector('.found');
	if (!form || !found) return;
	const field = form.elements.q, status = found.querySelector('[role=status]'), list = found.querySelector('ol');
	const base = form.action.replace(/[^/]*([?#].*)?$/, '');
	const most = 8;
	let head, turn = 0, timer, asked, version = '', anew = 0;

	// Files of the index. Each says which index it is of: one that the browser
	// kept from before does not fit those of today, which fail then with theirs.
	const data = new Map(), waiting = new Map(), parsed = new Map();
	window.tractSearch = (name, value, v) => data.set(name, [value, v]);
	const load = name => {
		let p = waiting.get(name);
		if (!p) waiting.set(name, p = new Promise((done, failed) => {
			const s = document.createElement('script');
			s.src = base + name + '.js' + (version ? '?v=' + version : '');
			s.onload = () => {
				const [value, v] = data.get(name) || [];
				if (!v || head && v !== version) return failed(v);
				version = v;
				done(value);
			};
			s.onerror = () => { waiting.delete(name); failed(); };
			document.head.appendChild(s);
		}));
		return p;
	};

	// Words, as package words folds and cuts them.
	const Word = /[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]+/gu;
	const unspaced = '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}ー';
	const Unspaced = new RegExp('^[' + unspaced + ']', 'u');
	const Run = new RegExp('[' + unspaced + ']+|[^' + unspaced + ']+', 'gu');
	const Sign = /[^\p{M}]\p{M}*|\p{M}+/gu;
	const instead = {};
	'ß:ss æ:ae œ:oe ø:o đ:d ð:d þ:th ł:l ħ:h ŧ:t ı:i ɓ:b ɗ:d ƙ:k ƴ:y ς:σ ى:ي ة:ه ٱ:ا ک:ك ی:ي ہ:ه ھ:ه ँ:ं'.split(' ').forEach(s => { instead[s[0]] = s.slice(2); });
	const fold = s => s.normalize('NFKD').toLowerCase()
		.replace(/[\u00ad\u02b9-\u02bf\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u0981\u09bc\u0a3c\u0abc\u0b3c\u200c-\u200f\u2060\ufe00-\ufe0f\ufeff]/g, '')
		.replace(/[^\x00-\x7f]/g, c => instead[c] || c)
		.replace(/\p{Nd}/gu, c => {
			const n = c.codePointAt(0), low = n & 15;
			return n < 128 ? c : /\p{Nd}/u.test(String.fromCodePoint(n - low)) ? low : low - 6;
		})
		.replace(/[ङञणनम]\u094d(?=[क-म])/g, 'ं')
		.replace(/(.)य([ेी])$/, (w, before, vowel) => before + (vowel === 'े' ? 'ए' : 'ई'))
		.normalize('NFC').replace(/[^\p{L}\p{N}\p{M}]/gu, '');
	const bare = w => {
		const p = (head.x || []).find(p => w.startsWith(p) && [...w.slice(p.length)].length >= head.r);
		return p ? w.slice(p.length) : w;
	};
	const pieces = word => {
		const out = [];
		(fold(word).match(Run) || []).forEach(run => {
			if (!Unspaced.test(run)) {
				if (run.length <= 40) out.push(bare(run));
				return;
			}
			const signs = run.match(Sign);
			signs.forEach((s, i) => { if (i) out.push(signs[i - 1] + s); });
			if (signs.length < 2) out.push(run);
		});
		return out;
	};

	const cut = text => {
		const out = [];
		(text.match(Word) || []).slice(0, 12).forEach(w => pieces(w).forEach(p => { if (p && !out.includes(p)) out.push(p); }));
		return out;
	};

	// The words of a file: form to group.
	const words = async number => {
		if (!parsed.has(number)) {
			const text = await load('w' + number), map = new Map();
			let stem = '';
			text.split('!').forEach(r => {
				const m = /^(.)([^ *=,]*)([^ *=]*)([ *=])([^]*)$/.exec(r);
				if (!m) return;
				stem = stem.slice(0, parseInt(m[1], 36)) + m[2];
				const forms = m[3] ? m[3].slice(1).split(',').map(e => stem + e) : [stem];
				const group = { forms, sign: m[4], rest: m[5] };
				forms.forEach(f => map.set(f, group));
			});
			parsed.set(number, map);
		}
		return parsed.get(number);
	};
	const place = w => head.b.filter(b => b <= w).length;
	// Two words that differ by one letter, or by two that changed places.
	const near = (a, b) => {
		let i = 0;
		while (i < a.length && a[i] === b[i]) i++;
		a = a.slice(i);
		b = b.slice(i);
		const c = a.slice(1), d = b.slice(1);
		return c === d || c === b || a === d || a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
	};
	// The groups of a word, each with how well it fits.
	const groups = async (w, begins) => {
		let n = place(w), map = await words(n), out = new Map();
		if (map.has(w)) out.set(map.get(w), 1);
		if (!out.size && (head.a || '').includes(w[0]) && w.length > 3) {
			out = await groups(w.slice(1));
			if (out.size) return out;
		}
		if ((!out.size || head.p || begins) && (w.length > 1 || Unspaced.test(w))) {
			for (let more = 3; more--; map = await words(++n)) {
				map.forEach((g, f) => { if (f.startsWith(w) && !out.has(g)) out.set(g, .4); });
				if (!head.b[n] || !head.b[n].startsWith(w)) break;
			}
			map = await words(place(w));
		}
		// A vowel sign or virama at the end gives way to the ending of another form.
		const less = w.replace(/\p{M}+$/u, '');
		if (!out.size && less !== w && less.length > 2 && !Unspaced.test(w)) {
			out = await groups(less);
			if (out.size) return out;
		}
		if (!out.size && w.length > 3 && !Unspaced.test(w)) {
			let best = Math.max(4, w.length * .6), same = new Map();
			map.forEach((g, f) => {
				let i = 0;
				while (i < w.length && f[i] === w[i]) i++;
				if (i >= best && w.length - i < 5 && f.length - i < 5) {
					if (i > best) same = new Map();
					best = i;
					same.set(g, .5);
				}
				if (w.length > 4 && near(f, w)) out.set(g, .6);
			});
			if (!out.size) out = same;
		}
		// Postings may stand in another file.
		const whole = new Map();
		for (const [g, fit] of out) {
			let at = g;
			if (g.sign === '=') {
				at = (await words(place(g.rest))).get(g.rest);
				if (at) at.forms = at.forms.concat(g.forms);
			}
			if (at) whole.set(at, fit);
		}
		return whole;
	};
	const digit = (s, i) => { const c = s.charCodeAt(i); return c - (c > 92 ? 36 : 35); };
	const postings = (g, each) => {
		const s = g.rest;
		for (let i = 0, at = -1; i < s.length;) {
			let d = digit(s, i++);
			if (d === 90) d = digit(s, i++) * 8281 + digit(s, i++) * 91 + digit(s, i++);
			else if (d >= 72) d = 72 + (d - 72) * 91 + digit(s, i++);
			at += d + 1;
			d = digit(s, i++);
			each(at, Math.floor(d / 10) + 1, d % 10);
		}
	};
	const rarity = n => Math.log(1 + (head.n - n + .5) / (n + .5));

	const order = rs => rs.sort((a, b) => b.score - a.score || a.at - b.at);
	// How much more a text is worth whose title has words of the query as they
	// are typed, and one after the other.
	const titled = (title, terms) => {
		const its = cut(title);
		let pairs = 0, same = 0;
		terms.forEach((t, k) => {
			const at = its.indexOf(t);
			if (at < 0) return;
			same++;
			if (k && at && its[at - 1] === terms[k - 1]) pairs++;
		});
		return 1 + .6 * pairs / Math.max(1, terms.length - 1) + .1 * same / Math.max(1, terms.length);
	};

	// The editions that a search finds, the best first.
	const search = async (query, typing) => {
		const terms = cut(query);
		const all = await Promise.all(terms.map((t, i) => groups(t, typing && i === terms.length - 1)));
		const forms = new Map(), editions = new Map();
		let needed = 0;
		all.forEach((gs, k) => {
			const hits = new Map();
			let common = !gs.size ? 0 : 1;
			gs.forEach((fit, g) => {
				g.forms.forEach(f => forms.set(f, (forms.get(f) || 0) | 1 << k));
				if (g.sign !== '*') common = 0;
				postings(g, (at, level, where) => {
					const was = hits.get(at);
					if (!was || was[0] < fit * level) hits.set(at, [fit * level, where]);
				});
			});
			const value = rarity(common ? head.n * .7 : hits.size), counts = common && all.length > 1 ? 0 : hits.size || !Unspaced.test(terms[k]) ? value : value / 4;
			needed += counts;
			hits.forEach(([level, where], at) => {
				const e = editions.get(at) || { at, score: 0, has: 0, near: 0, places: 0 };
				e.score += value * level;
				e.has += counts;
				if (e.places & 1 << where) e.near++;
				e.places |= 1 << where;
				editions.set(at, e);
			});
		});
		const some = [...editions.values()];
		some.forEach(e => { e.score *= (needed ? e.has / needed : 1) * (1 + .1 * Math.min(3, e.near)); });
		let results = [], partly = -1;
		[.8, .3, 0].forEach(least => {
			if (results.length) return;
			results = some.filter(e => e.has >= least * needed);
			partly++;
		});
		order(results);
		return { terms, forms, results, partly };
	};

	// Marks the words of a text that were searched for: [from, to, which].
	const marks = (text, forms) => {
		const out = [];
		const mark = (from, to, form) => {
			let which = forms.get(form);
			if (!which && (head.a || '').includes(form[0])) which = forms.get(form.slice(1));
			if (which) out.push([from, to, which]);
		};
		text.replace(Word, (word, from) => {
			const folded = fold(word);
			if (!Unspaced.test(folded)) return mark(from, from + word.length, bare(folded));
			const signs = word.match(Sign);
			signs.forEach((s, i) => {
				mark(from, from + (s + (signs[i + 1] || '')).length, fold(s + (signs[i + 1] || '')));
				if (!signs[i + 1] || !forms.has(fold(s + signs[i + 1]))) mark(from, from + s.length, fold(s));
				from += s.length;
			});
		});
		return out;
	};
	const bits = n => n ? (n & 1) + bits(n >>> 1) : 0;
	const add = (to, name, text, kind) => {
		const e = document.createElement(name);
		if (kind) e.className = kind;
		if (text) e.textContent = text;
		to.appendChild(e);
		return e;
	};
	// Writes a text with its marks; a long one from a little before the first.
	const write = (to, text, ms, longest) => {
		let from = 0, end = text.length;
		if (end > longest) {
			if (ms.length && ms[0][1] > longest * .7) from = text.indexOf(' ', ms[0][0] - 50) + 1 || ms[0][0];
			if (from > ms[0][0] || from < ms[0][0] - 50) from = Math.max(0, ms[0][0] - 20);
			end = Math.min(end, from + longest);
			if (end < text.length && text.lastIndexOf(' ', end) > from + longest / 2) end = text.lastIndexOf(' ', end);
		}
		let at = from;
		const plain = s => to.appendChild(document.createTextNode(s));
		if (from) plain('… ');
		ms.forEach(m => {
			const start = Math.max(m[0], at);
			if (m[1] <= start || m[1] > end) return;
			plain(text.slice(at, start));
			add(to, 'mark', text.slice(start, m[1]));
			at = m[1];
		});
		plain(text.slice(at, end) + (end < text.length ? ' …' : ''));
	};
	const show = async (r, from, mine) => {
		const some = r.results.slice(from, from + most);
		await Promise.all(some.map(async e => { e.shown = (await load('d' + Math.floor(e.at / head.d)))[e.at % head.d]; }));
		if (mine !== turn) return;
		// The first are put in order once more, now that their titles are known.
		if (!from) {
			some.forEach(e => { e.score *= titled(e.shown[0], r.terms); });
			order(some);
		}
		const block = document.createDocumentFragment();
		some.forEach(e => {
			const [title, path, about, ...texts] = e.shown;
			const li = add(block, 'li'), a = add(add(li, 'h2'), 'a');
			a.href = base + '../' + path.split('/').map(encodeURIComponent).join('/') + head.f;
			write(a, title, marks(title, r.forms), 400);
			if (about) add(li, 'p', about, 'about');
			let best = -1, which, its = [];
			texts.forEach(t => {
				const ms = marks(t, r.forms), n = bits(ms.reduce((n, m) => n | m[2], 0));
				if (n > best) { best = n; which = t; its = ms; }
			});
			if (which) write(add(li, 'p', '', 'summary'), which, its, 220);
		});
		if (!from) list.textContent = '';
		const first = list.children.length;
		list.appendChild(block);
		const rest = found.querySelector('button');
		if (rest) rest.remove();
		if (r.results.length > from + most) {
			add(found, 'button', found.dataset.more).onclick = () => show(r, from + most, mine).catch(e => again(e, mine));
		}
		if (from) list.children[first].querySelector('a').focus();
	};
	const count = n => {
		const t = head.t.results;
		let category;
		try {
			category = new Intl.PluralRules(head.t.lang || document.documentElement.lang).select(n);
		} catch (e) {} // a language that the browser has no name for
		const form = typeof t === 'string' ? t : t[category] || t.other;
		let s = String(n).replace(/(\d)(?=(\d{3})+$)/g, '$1' + (head.s || ''));
		if (head.g) s = s.replace(/\d/g, d => [...head.g][d]);
		return form.replace('{count}', s);
	};
	// After a failure: of another index, that one is read from its beginning.
	const again = (v, mine, typing) => {
		if (mine !== turn) return;
		if (typeof v !== 'string' || anew++ > 2) {
			status.textContent = found.dataset.failed;
			return;
		}
		version = v;
		head = asked = null;
		[data, waiting, parsed].forEach(m => m.clear());
		run(typing);
	};
	const run = async typing => {
		const query = field.value.trim();
		clearTimeout(timer);
		if (query === asked) return;
		const mine = ++turn, browse = found.nextElementSibling;
		try {
			const way = query ? 'q=' + encodeURIComponent(query) : '';
			try {
				history.replaceState(null, '', way ? '?' + way : location.pathname);
			} catch (e) {
				history.replaceState(null, '', '#' + way);
			}
			if (!query) {
				asked = list.textContent = status.textContent = '';
				if (browse) browse.hidden = false;
				return;
			}
			if (!head) {
				head = await load('index');
				head.b = head.b ? head.b.split(',') : [];
			}
			const r = await search(query, typing);
			if (mine !== turn) return;
			await show(r, 0, mine);
			if (mine !== turn) return;
			// What was found while typing is sought anew when the form is sent.
			asked = typing ? null : query;
			anew = 0;
			if (head.t.lang) status.lang = head.t.lang;
			if (browse) browse.hidden = r.results.length > 0;
			status.textContent = !r.results.length ? head.t.none : r.partly ? head.t.partly : count(r.results.length);
		} catch (e) {
			again(e, mine, typing);
		}
	};
	form.addEventListener('submit', e => { e.preventDefault(); run(); });
	field.addEventListener('input', () => {
		clearTimeout(timer);
		const n = fold(field.value).length;
		if (!n || n > 2 || Unspaced.test(field.value.trim())) timer = setTimeout(run, 500, true);
	});
	// Arrows lead from the field through the results, Escape back.
	document.addEventListener('keydown', e => {
		const stops = [field, ...list.querySelectorAll('a')], at = stops.indexOf(document.activeElement);
		if (at < 0 || e.isComposing) return;
		if (e.key === 'Escape' && at) field.focus();
		else if (e.key === 'ArrowDown' && stops[at + 1]) stops[at + 1].focus();
		else if (e.key === 'ArrowUp' && at) stops[at - 1].focus();
		else return;
		e.preventDefault();
	});
	field.value = new URLSearchParams(location.search).get('q') || new URLSearchParams(location.hash.slice(1)).get('q') || '';
	if (field.value) run();
})();
