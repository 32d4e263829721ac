//go:build !unix && !windows

package output

// Where the system's error numbers are not known, every fault is a general one.

func isDiskFull(error) bool { return false }

func isTooLarge(error) bool { return false }

func isReadOnly(error) bool { return false }

func isTooManyOpen(error) bool { return false }

func isNameTooLong(error) bool { return false }

func isNotFolder(error) bool { return false }

func isCrossDevice(error) bool { return true }
