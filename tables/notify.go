package tables

import "context"

type notifyKey struct{}

// Notify is how a table speaks to the client whose query it serves, while the
// query runs. Severity is "NOTICE" or "WARNING"; hint may be empty.
type Notify func(severity, message, hint string)

// WithNotify gives a context whose queries' notices go to f. f must be safe to
// call from any goroutine.
func WithNotify(ctx context.Context, f Notify) context.Context {
	return context.WithValue(ctx, notifyKey{}, f)
}

// Notifier gives the function that WithNotify put there, or one that drops what
// it is told.
func Notifier(ctx context.Context) Notify {
	if f, ok := ctx.Value(notifyKey{}).(Notify); ok {
		return f
	}
	return func(string, string, string) {}
}
