"""The core of the dashboard and its composition; see docs/ for who may import whom."""

VERSION = "0.1.0"
