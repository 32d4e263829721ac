package latency

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// tree is a process with its descendants. Where there is no /proc it is the
// process alone, and nothing is known of it.
func tree(root int) []int {
	children := map[int][]int{}
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range stats {
		fields := stat(path)
		if len(fields) < 2 {
			continue
		}
		pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		parent, _ := strconv.Atoi(fields[1])
		children[parent] = append(children[parent], pid)
	}
	all := []int{root}
	for i := 0; i < len(all); i++ {
		all = append(all, children[all[i]]...)
	}
	return all
}

// stat are the fields of a stat file behind the name, which may hold anything.
func stat(path string) []string {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
}

// memory is the resident memory of a tree of processes now and at most, in MiB.
func memory(root int) (now, most int) {
	for _, pid := range tree(root) {
		text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
		for line := range strings.Lines(string(text)) {
			fields := strings.Fields(line)
			if len(fields) < 2 {
				continue
			}
			kib, _ := strconv.Atoi(fields[1])
			switch fields[0] {
			case "VmRSS:":
				now += kib / 1024
			case "VmHWM:":
				most += kib / 1024
			}
		}
	}
	return now, most
}

// processor is the processor time of a tree of processes so far, in seconds.
func processor(root int) float64 {
	ticks := 0.0
	for _, pid := range tree(root) {
		if fields := stat(fmt.Sprintf("/proc/%d/stat", pid)); len(fields) > 12 {
			user, _ := strconv.ParseFloat(fields[11], 64)
			system, _ := strconv.ParseFloat(fields[12], 64)
			ticks += user + system
		}
	}
	return ticks / 100 // Linux shows ticks of 10 ms to programs
}
