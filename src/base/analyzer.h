/*
 * analyzer - a line that gcc's static analyzer takes for a leak and that is none
 *
 * Its step of tests/run-deep takes each finding for a fault. What it cannot follow stands between these two, with the reason beside it.
 */
#ifndef BASE_ANALYZER_H
#define BASE_ANALYZER_H

#if defined(__GNUC__) && __GNUC__ >= 10 && !defined(__clang__)
#define ANALYZER_NO_LEAK_BEGIN _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Wanalyzer-malloc-leak\"")
#define ANALYZER_NO_LEAK_END _Pragma("GCC diagnostic pop")
#else
#define ANALYZER_NO_LEAK_BEGIN
#define ANALYZER_NO_LEAK_END
#endif

#endif
