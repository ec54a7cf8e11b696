package pgwire

// datadriven brings the flag -rewrite, which the golden files share.
import _ "github.com/cockroachdb/datadriven"
