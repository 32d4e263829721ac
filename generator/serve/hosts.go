package serve

import (
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"syscall"

	"tract/generator/diag"
)

// hosts are the names under which the preview answers. A page elsewhere can
// make its own name lead to this machine (DNS rebinding) and would then be
// allowed to read what the preview shows; it cannot make the browser send
// another name than its own.
type hosts struct {
	name string     // that it was asked to listen under
	ip   netip.Addr // where it listens; unspecified is everywhere
}

func newHosts(at net.Addr, name string) hosts {
	h := hosts{name: strings.ToLower(name)}
	if tcp, ok := at.(*net.TCPAddr); ok {
		h.ip = tcp.AddrPort().Addr().Unmap()
	}
	return h
}

// allow says whether a Host header names this preview. An address in numbers
// is no name that anybody could lead elsewhere.
func (h hosts) allow(host string) bool {
	name := host
	if n, port, err := net.SplitHostPort(host); err == nil {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return false
		}
		name = n
	}
	name = strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(name, "["), "]"), "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") || h.name != "" && name == h.name {
		return true
	}
	ip, err := netip.ParseAddr(name)
	if err != nil {
		return false
	}
	ip = ip.Unmap().WithZone("")
	return ip.IsLoopback() || h.ip.IsUnspecified() || ip == h.ip.WithZone("")
}

// nextPorts is how many ports after one that is taken are tried.
const nextPorts = 50

// Listen opens the address of a preview, host:port or a port alone. Without a
// host it is this machine's own, which nobody else reaches. Where the port is
// taken, the next free one is; the message says so. Without a listener the
// message says why.
func Listen(address string) (net.Listener, string, *diag.Message) {
	host, port, ok := splitAddress(address)
	if !ok {
		m := diag.In("serve-address", "", "address", address)
		return nil, "", &m
	}
	for i := range nextPorts {
		at := port
		if i > 0 {
			if at += i; at > 65535 || port == 0 {
				break
			}
		}
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(at)))
		switch {
		case err == nil && i > 0:
			m := diag.In("serve-port-taken", "", "port", strconv.Itoa(port), "next", strconv.Itoa(at))
			return l, host, &m
		case err == nil:
			return l, host, nil
		case !errors.Is(err, syscall.EADDRINUSE) && !errors.Is(err, wsaAddressInUse):
			m := diag.In("serve-address-refused", "", "address", net.JoinHostPort(host, strconv.Itoa(at)))
			return nil, "", &m
		}
	}
	m := diag.In("serve-ports-taken", "", "port", strconv.Itoa(port))
	return nil, "", &m
}

// wsaAddressInUse is WSAEADDRINUSE, by which Windows says the same.
const wsaAddressInUse = syscall.Errno(10048)

func splitAddress(address string) (host string, port int, ok bool) {
	host, digits, err := net.SplitHostPort(address)
	if err != nil {
		if n, e := strconv.ParseUint(address, 10, 16); e == nil {
			return "127.0.0.1", int(n), true
		}
		host, digits = strings.Trim(address, "[]"), "8080"
		if strings.ContainsAny(host, "[]/ ") || strings.Contains(host, ":") && net.ParseIP(host) == nil {
			return "", 0, false
		}
	}
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || strings.ContainsAny(host, "/ ") {
		return "", 0, false
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return host, int(n), true
}

// Open says whether others than this machine reach an address.
func Open(at net.Addr) bool {
	tcp, ok := at.(*net.TCPAddr)
	return ok && !tcp.IP.IsLoopback()
}
