/*
 * html_files - the templates of the pages, compiled in from src/out/html.html and html.css
 */
#ifndef OUT_HTML_FILES_H
#define OUT_HTML_FILES_H

#include <stddef.h>

extern const unsigned char html_html[], html_css[];
extern const size_t html_html_len, html_css_len;

#endif
