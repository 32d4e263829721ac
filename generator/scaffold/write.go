package scaffold

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tract/generator/output"
)

// Write writes files below a folder, which is made when it is not there. None
// replaces anything: when one is there already nothing is written, and the
// Refusal names all that are. After a fault of the machine, a
// *output.MachineError, nothing is left of what was written before it.
func Write(folder string, files []File) error {
	if info, err := os.Stat(folder); err == nil && !info.IsDir() {
		return refuse(NotAFolder, filepath.ToSlash(folder))
	}
	var there []string
	for _, f := range files {
		if _, err := os.Lstat(place(folder, f)); err == nil {
			there = append(there, f.Path)
		}
	}
	if len(there) > 0 {
		return refuse(Exists, strings.Join(there, "\n"))
	}
	var made []string
	for _, f := range files {
		to := place(folder, f)
		fresh := missing(filepath.Dir(to))
		if err := output.WriteFile(to, f.Content, true); err != nil {
			for _, path := range slices.Backward(made) {
				os.Remove(path)
			}
			return err
		}
		made = append(append(made, fresh...), to)
	}
	return nil
}

func place(folder string, f File) string { return filepath.Join(folder, filepath.FromSlash(f.Path)) }

// missing are the folders above a file that are not there yet, outermost
// first.
func missing(folder string) []string {
	var out []string
	for {
		if _, err := os.Lstat(folder); err == nil {
			break
		}
		out = append(out, folder)
		up := filepath.Dir(folder)
		if up == folder {
			break
		}
		folder = up
	}
	slices.Reverse(out)
	return out
}
