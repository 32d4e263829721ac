//go:build !unix

package output

func ignoreFileSizeSignal() {}
