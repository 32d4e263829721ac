// Package serve shows a site while it is being written: it follows the site's
// folder, hands every change to a build.Workspace, and serves what comes of it.
//
//	Watch    what the system says of the folder ─▶ build.Changes, gathered
//	Live     Changes ─▶ Workspace.Load ─▶ Show at once, then Tell the messages
//	Server   the last good Site by HTTP; routes are rendered when asked for
//	hub      who has which page open; tells those whose bytes changed
//	desk     the board of translations, the only thing here that writes: records
//
// What is shown is what a build publishes: a route's bytes are those of
// build.Loaded.Render, and only behind them comes the tag of the preview's own
// script. A build that goes on (tract build --watch) is a Live as well, with a
// writer in the place of the server.
//
// A change is acted on at once; what arrives while a site is being loaded is
// gathered for the next load. The one thing that waits is a loss: a path that
// is newly empty, unreadable or gone is held for 100 ms, for that is what many
// programs do to a file in the middle of saving it (see holds).
//
// Nothing that an editor does ends the process. What is wrong is told in the
// terminal and on every open page, and goes away by itself; a page that cannot
// be made leads to what it was before (see faults).
package serve
