// Package grafana tests docs/grafana: it does with the dashboard, the variables, the
// annotations and the alert rules what Grafana's PostgreSQL plugin does with them.
package grafana
