package pgfunc

// AppendKey writes the value as bytes that sort as PostgreSQL sorts addresses
// (network_cmp_internal): by family, the network's bits, their number, the rest.
func (v Inet) AppendKey(dst []byte) []byte {
	dst = append(dst, byte(len(v.addr)))
	dst = append(dst, v.masked()...)
	dst = append(dst, byte(v.bits))
	return append(dst, v.addr...)
}

// InetKey reads what AppendKey wrote.
func InetKey(key []byte, network bool) Inet {
	n := int(key[0])
	return Inet{addr: append([]byte{}, key[n+2:]...), bits: int(key[n+1]), Network: network}
}
