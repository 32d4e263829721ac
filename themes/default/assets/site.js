// Small comforts; every page works without them.
(function () {
	'use strict';
	var d = document, at = location, key = 'tract-language', now = Date.now();
	var each = function (selector, f) {
		Array.prototype.forEach.call(d.querySelectorAll(selector), f);
	};
	// The language that was chosen last; browsers may refuse to keep it.
	var chosen = function (set) {
		try {
			if (set) localStorage.setItem(key, set);
			return localStorage.getItem(key);
		} catch (e) {}
	};
	// The chooser leads on to it, unless one came to choose anew.
	var choices = d.getElementById('choose:');
	if (choices && !at.hash) each('.choices a', function (a) {
		if (a.lang === chosen()) at.replace(a.href);
	});
	// A folder's address is the same page, and shorter.
	if (/^http/.test(at.protocol) && /\/index\.html$/.test(at.pathname))
		history.replaceState(history.state, '', at.pathname.slice(0, -10) + at.search + at.hash);
	each('[data-print]', function (b) {
		b.hidden = false;
		b.onclick = function () { print(); };
	});
	var close = function (but) {
		each('.pull[open]', function (p) {
			if (!but || !p.contains(but)) p.open = false;
		});
	};
	d.addEventListener('keydown', function (e) {
		if (e.key === 'Escape') close();
	});
	d.addEventListener('click', function (e) {
		close(e.target);
		var a = e.target.closest('a');
		if (!a) return;
		if (a.closest('.choices,.languages')) chosen(a.lang);
		var says = a.closest('[data-copied]');
		if (a.className === 'anchor' && says && navigator.clipboard) navigator.clipboard.writeText(a.href).then(function () {
			var s = d.createElement('small');
			s.setAttribute('role', 'status');
			a.after(s);
			setTimeout(function () { s.textContent = ' ' + says.getAttribute('data-copied'); }, 50);
			setTimeout(function () { s.remove(); }, 4000);
		});
	});
	// What is over, and what is to come, where the site was built without a
	// day: pages carry the moments, and show all by year in any case.
	each('[data-over]', function (e) {
		e.hidden = !(Date.parse(e.getAttribute('data-over')) <= now);
	});
	var coming = d.querySelector('section.coming[hidden]');
	var list = coming && coming.querySelector('ul');
	if (!list) return;
	each('section.year [data-until]', function (e) {
		if (Date.parse(e.getAttribute('data-until')) > now) list.insertBefore(e, list.firstChild);
	});
	coming.hidden = !list.firstChild;
	each('section.year', function (e) {
		e.hidden = !e.querySelector('li');
	});
})();
