/* Starts Repertoire: loads lib\python313.dll, which lies beside this program, and lets it run lib\start.pyc.
 *
 * Built twice: with WINDOW for Repertoire.exe, without for repertoire-cli.exe. There is no other interpreter in
 * the folder, and this one runs nothing but Repertoire: lib\python313._pth turns off environment variables,
 * user folders and site packages. */
#include <windows.h>
#include <stdio.h>
#include <wchar.h>

#define PYTHON L"lib\\" PYTHON_DLL
#define SCRIPT L"lib\\start.pyc"
#define LONGEST 32768

typedef int (*py_main)(int, wchar_t **);

static int fail(const wchar_t *what)
{
    static wchar_t text[LONGEST + 256];
    _snwprintf(text, LONGEST + 255, L"%ls\n\nInstall Repertoire again, please. (Error %lu)", what, GetLastError());
#ifdef WINDOW
    MessageBoxW(NULL, text, L"Repertoire", MB_OK | MB_ICONERROR);
#else
    fwprintf(stderr, L"%ls\n", text);
#endif
    return 1;
}

/* Returns the full path of a file in the program's folder. */
static wchar_t *beside(const wchar_t *name)
{
    wchar_t *path = calloc(LONGEST + 64, sizeof *path);
    if (!path || !GetModuleFileNameW(NULL, path, LONGEST))
        return NULL;
    wchar_t *end = wcsrchr(path, L'\\');
    wcscpy(end ? end + 1 : path, name);
    return path;
}

static int start(int count, wchar_t **words)
{
    /* A library is looked for beside python313.dll and in the system's folder, never in the current one. */
    SetDllDirectoryW(L"");
    wchar_t *library = beside(PYTHON), *script = beside(SCRIPT);
    wchar_t **passed = calloc(count + 2, sizeof *passed);
    if (!library || !script || !passed)
        return fail(L"There is too little memory to start.");
    HMODULE python = LoadLibraryExW(library, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (!python)
        return fail(L"A part of Repertoire cannot be loaded: " PYTHON L".");
    py_main run = (py_main)(void *)GetProcAddress(python, "Py_Main");
    if (!run)
        return fail(L"A part of Repertoire is damaged: " PYTHON L".");
    passed[0] = words[0];
    passed[1] = script;
    for (int each = 1; each < count; each++)
        passed[each + 1] = words[each];
    return run(count + 1, passed);
}

#ifdef WINDOW
int WINAPI wWinMain(HINSTANCE self, HINSTANCE none, PWSTR line, int show)
{
    (void)self, (void)none, (void)line, (void)show;
    return start(__argc, __wargv);
}
#else
int wmain(int count, wchar_t **words)
{
    return start(count, words);
}
#endif
