// Package sitetest holds no code but tests: they build the reference site once
// and check all that came out with the tools that readers and their programs
// have: a browser, the Nu HTML checker, axe-core, an XML parser.
//
// Every check counts what it looked at and fails when that is too little: a
// site of no pages has no faults either. A tool that is not there is a failure
// that says how to get it; `make test` sees to all of them.
package sitetest
