#!/usr/bin/env node
// npm links this file before anything is built; the program itself comes from the build.
import '../dist/main.js'
