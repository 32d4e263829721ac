// Package generator is the home of Tract's library. The flow, in the order of
// the packages below it:
//
//	fs.FS ─ config ─▶ Config          tract.yaml, with positions
//	      ─ source ─▶ Tree            which file is which publication, in which language
//	      ─ document ▶ Document       typed fields, outline, body compiled once
//	      ─ site ───▶ Site            publications, editions, fallback, sections, terms, addresses
//	      ─ check ──▶ []diag.Message  what is wrong between the parts
//	      ─ render ─▶ bytes           one route at a time, a pure function of the Site
//	      ─ output ─▶ files           staged, then published all at once
//
// A site is a set of routes, and a route is a pure function of the Site to
// bytes. Data does not change after its stage: a Document is not altered once
// read, nor a Site once linked. After an edit the changed files are read, a new
// Site is linked and takes the place of the old one; nothing is patched.
//
// What is wrong with the users' files is never an error of Go but a
// diag.Message with a place, a sentence and a mend; the run goes on to find the
// others. Errors of Go are faults of the machine.
//
// Everything is read through an fs.FS. Only package output writes.
package generator
