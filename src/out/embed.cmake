# Writes a C file with the bytes of text files as arrays: cmake -DOUT=FILE.c -DIN=A;B -P embed.cmake
# Of src/out/html.css it makes `const unsigned char html_css[]` and `const size_t html_css_len`.
set(text "/* Made from the templates beside the renderers. */\n#include \"out/html_files.h\"\n")
foreach(file IN LISTS IN)
  get_filename_component(name ${file} NAME)
  string(MAKE_C_IDENTIFIER ${name} name)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(APPEND text "const unsigned char ${name}[] = {${bytes}0};\nconst size_t ${name}_len = sizeof ${name} - 1;\n")
endforeach()
file(WRITE ${OUT} "${text}")
