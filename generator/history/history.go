// Package history reads what files said before from git, where the git program
// and a repository are at hand. Nothing that is published depends on it: it serves
// who compares a translation with what its source said.
package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
)

// Repository is a folder that lies in a git repository.
type Repository struct {
	folder string
	prefix string // of the folder in the repository, with a slash at its end
}

// Open is the repository that a folder lies in; ok is false where there is none,
// or no git.
func Open(ctx context.Context, folder string) (*Repository, bool) {
	r := &Repository{folder: folder}
	out, err := r.git(ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, false
	}
	r.prefix = strings.TrimSuffix(string(out), "\n")
	return r, true
}

// git runs the program. Its errors are what it wrote.
func (r *Repository) git(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-c", "core.quotepath=off", "-c", "log.showSignature=false"}, args...)...)
	cmd.Dir = r.folder
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_PAGER=cat")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil && stderr.Len() > 0 {
		first, _, _ := strings.Cut(stderr.String(), "\n")
		err = errors.New(first)
	}
	return out, err
}

// Version is a file as a commit left it.
type Version struct {
	Commit string
	Path   string // from the folder, with slashes; it was elsewhere before it was renamed
}

// Versions are the commits that changed a file, named from the folder, the newest
// first, at most limit. Renames are followed.
func (r *Repository) Versions(ctx context.Context, file string, limit int) []Version {
	out, err := r.git(ctx, "log", "--follow", "--diff-filter=d", "-n", strconv.Itoa(limit), "--format=%x00%H", "--name-only", "-z", "--", filepath.FromSlash(file))
	if err != nil {
		return nil
	}
	var vs []Version
	commit := ""
	for part := range strings.SplitSeq(string(out), "\x00") {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
		case isCommit(part):
			commit = part
		default:
			if at, ok := strings.CutPrefix(part, r.prefix); ok && commit != "" {
				vs = append(vs, Version{commit, at})
				commit = ""
			}
		}
	}
	return vs
}

// Text is a file as a commit left it. commit may be any name that git knows.
func (r *Repository) Text(ctx context.Context, v Version) ([]byte, error) {
	if strings.HasPrefix(v.Commit, "-") {
		return nil, errors.New("no commit: " + v.Commit)
	}
	return r.git(ctx, "cat-file", "blob", v.Commit+":"+path.Join(r.prefix, v.Path))
}

// Commit is one change of the repository.
type Commit struct {
	Name    string
	Message string
	Files   []string // changed or added, from the folder
}

// Commits are those of a range (A..B), the oldest first, or the one that is named.
// A merge counts with all that it brought to its first parent.
func (r *Repository) Commits(ctx context.Context, what string) ([]Commit, error) {
	if strings.HasPrefix(what, "-") {
		return nil, errors.New("no commit: " + what)
	}
	args := []string{"rev-list", "--reverse", "--first-parent"}
	if !strings.Contains(what, "..") {
		args = append(args, "-n", "1")
	}
	out, err := r.git(ctx, append(args, what, "--")...)
	if err != nil {
		return nil, err
	}
	var all []Commit
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		c := Commit{Name: lines.Text()}
		message, err := r.git(ctx, "log", "-1", "--format=%B", c.Name)
		if err != nil {
			return nil, err
		}
		c.Message = string(message)
		files, err := r.git(ctx, "log", "-1", "-m", "--first-parent", "--format=", "--name-only", "--diff-filter=d", "-z", c.Name)
		if err != nil {
			return nil, err
		}
		for f := range strings.SplitSeq(string(files), "\x00") {
			if at, ok := strings.CutPrefix(strings.TrimSpace(f), r.prefix); ok && at != "" {
				c.Files = append(c.Files, at)
			}
		}
		all = append(all, c)
	}
	return all, lines.Err()
}

func isCommit(s string) bool {
	if len(s) != 40 && len(s) != 64 {
		return false
	}
	return strings.Trim(s, "0123456789abcdef") == ""
}
