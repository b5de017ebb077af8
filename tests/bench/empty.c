/* A program that does nothing, linked with what hownot is linked with: what starting it costs. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <cjson/cJSON.h>
#include <pcre2.h>
#include <utf8proc.h>

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 100) { /* never: the libraries are to be linked, not run */
		cJSON_Version();
		pcre2_config(PCRE2_CONFIG_VERSION, NULL);
		utf8proc_version();
	}
	return 0;
}
