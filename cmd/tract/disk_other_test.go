//go:build unix && !linux

package main

import "testing"

func smallDisk(t *testing.T) (dir string, limited bool) { return t.TempDir(), true }
