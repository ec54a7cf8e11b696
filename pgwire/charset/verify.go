package charset

// The forms of characters, as PostgreSQL verifies them (src/common/wchar.c). A function
// verifyX gives the length of the first character of a text that does not begin with
// ASCII, 0 when it is malformed; lengthX how many bytes PostgreSQL takes it to have.

const (
	singleShift2 = 0x8e
	singleShift3 = 0x8f
)

func inEUC(bytes ...byte) bool {
	for _, b := range bytes {
		if b < 0xa1 || b == 0xff {
			return false
		}
	}
	return true
}

func lengthTwo([]byte) int { return 2 }

// verifyTwo is for BIG5, GBK and UHC.
func verifyTwo(p []byte) int {
	if len(p) < 2 || p[1] == 0 {
		return 0
	}
	return 2
}

// verifyEUC is for EUC_CN and EUC_KR.
func verifyEUC(p []byte) int {
	if len(p) < 2 || !inEUC(p[:2]...) {
		return 0
	}
	return 2
}

func lengthEUC(p []byte) int {
	if p[0] == singleShift3 {
		return 3
	}
	return 2
}

func verifyEUCJP(p []byte) int {
	switch n := lengthEUC(p); {
	case len(p) < n:
		return 0
	case p[0] == singleShift2 && (p[1] < 0xa1 || p[1] > 0xdf),
		p[0] == singleShift3 && !inEUC(p[1:3]...),
		p[0] != singleShift2 && p[0] != singleShift3 && !inEUC(p[:2]...):
		return 0
	default:
		return n
	}
}

func lengthEUCTW(p []byte) int {
	if p[0] == singleShift2 {
		return 4
	}
	return lengthEUC(p)
}

func verifyEUCTW(p []byte) int {
	switch n := lengthEUCTW(p); {
	case p[0] == singleShift3 || len(p) < n:
		return 0
	case p[0] == singleShift2 && (p[1] < 0xa1 || p[1] > 0xa7 || !inEUC(p[2:4]...)),
		p[0] != singleShift2 && !inEUC(p[1]):
		return 0
	default:
		return n
	}
}

func verifyJohab(p []byte) int {
	n := lengthEUC(p)
	if len(p) < n || !inEUC(p[1:n]...) {
		return 0
	}
	return n
}

func lengthSJIS(p []byte) int {
	if p[0] >= 0xa1 && p[0] <= 0xdf {
		return 1
	}
	return 2
}

func verifySJIS(p []byte) int {
	if lengthSJIS(p) == 1 {
		return 1
	}
	if len(p) < 2 {
		return 0
	}
	head := p[0] >= 0x81 && p[0] <= 0x9f || p[0] >= 0xe0 && p[0] <= 0xfc
	tail := p[1] >= 0x40 && p[1] <= 0x7e || p[1] >= 0x80 && p[1] <= 0xfc
	if !head || !tail {
		return 0
	}
	return 2
}

func lengthGB18030(p []byte) int {
	if len(p) > 1 && p[1] >= 0x30 && p[1] <= 0x39 {
		return 4
	}
	return 2
}

func verifyGB18030(p []byte) int {
	high := func(b byte) bool { return b >= 0x81 && b <= 0xfe }
	digit := func(b byte) bool { return b >= 0x30 && b <= 0x39 }
	switch {
	case len(p) < 2 || !high(p[0]):
		return 0
	case len(p) >= 4 && digit(p[1]):
		if high(p[2]) && digit(p[3]) {
			return 4
		}
		return 0
	case p[1] >= 0x40 && p[1] <= 0x7e || p[1] >= 0x80 && p[1] <= 0xfe:
		return 2
	}
	return 0
}
