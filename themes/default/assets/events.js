// Tells what is over from what is to come, where the site was built without a
// day: pages carry the moments from which something holds, and show it in any
// case by year.
(function () {
	'use strict';
	var now = Date.now();
	var each = function (selector, f) {
		Array.prototype.forEach.call(document.querySelectorAll(selector), f);
	};
	// Notices that hold from a moment on.
	each('[data-over]', function (e) {
		e.hidden = !(Date.parse(e.getAttribute('data-over')) <= now);
	});
	// In a list by year, what is to come moves to the head, the next first.
	var coming = document.querySelector('section.coming[hidden]');
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
