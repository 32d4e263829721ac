// Package themes holds the themes that come with Tract: templates and the
// files beside them, embedded.
package themes

import "embed"

// FS has a folder for each theme.
//
//go:embed all:default
var FS embed.FS
