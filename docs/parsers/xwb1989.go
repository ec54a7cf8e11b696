//go:build xwb1989

package main

import mysql "github.com/xwb1989/sqlparser"

func init() {
	parsers[1].parse = func(sql string) error {
		_, err := mysql.Parse(sql)
		return err
	}
}
