; The setup for Windows; build.sh calls it. For the one who runs it:
;   /S             silent
;   /CurrentUser   only for this account, no rights needed; what happens without a switch
;   /AllUsers      for everyone; what happens without a switch where the setup runs as administrator
;   /D=FOLDER      where to; the last switch, without quotation marks
;   /REMOVE        takes Repertoire away again, and waits for the end of it
;   /PURGE         with /REMOVE: also the cards, of this account or of all
; The uninstaller knows /S, /CurrentUser, /AllUsers and /PURGE.
; Exit codes: 0 done, 1 cancelled, 2 failed; of Windows: 740 needs an administrator, 1618 the app is open: try again
; later, 1633 this Windows is too old.
; Nothing but the folder `lib` and the files named here is ever deleted in the program's folder.
Unicode true
Target amd64-unicode
!ifdef QUICK ; for checks
    SetCompressor zlib
!else
    SetCompressor /SOLID lzma
    SetCompressorDictSize 64
!endif
RequestExecutionLevel user
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true

!include FileFunc.nsh
!include LogicLib.nsh
!include MUI2.nsh
!include WinVer.nsh

!define APP Repertoire
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${APP}"
!define PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths\${APP}.exe"
!define PROGID "${APP}.Deck"
!define DATA repertoire

Name "${APP}"
OutFile "${OUT}"
BrandingText "${APP} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${APP}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "${APP} setup"
VIAddVersionKey CompanyName "The Repertoire developers"
VIAddVersionKey LegalCopyright "MIT licence, the Repertoire developers"
!ifdef SIGN
    !uninstfinalize '${SIGN} "%1"'
!endif

Var everyone ; 1: for all accounts, 0: for this one
Var for      ; the same in words

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_DIRECTORYPAGE_TEXT_TOP "${APP} ${VERSION} will be installed $for."
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

!macro refuse CODE TEXT
    MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
    SetErrorLevel ${CODE}
    Quit
!macroend

; Sets $everyone from the switches, or from $everyone itself where there are none; then what follows from it.
!macro mode PROGRAM
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/AllUsers" $1
    ${IfNot} ${Errors}
        StrCpy $everyone 1
    ${EndIf}
    ClearErrors
    ${GetOptions} $0 "/CurrentUser" $1
    ${IfNot} ${Errors}
        StrCpy $everyone 0
    ${EndIf}
    ${If} $everyone = 1
        UserInfo::GetAccountType
        Pop $1
        ${If} $1 != "Admin"
            ${IfNot} ${Silent}
                ExecShell runas "${PROGRAM}" /AllUsers
                Quit
            ${EndIf}
            !insertmacro refuse 740 "To do this for everyone, start it as administrator."
        ${EndIf}
        SetShellVarContext all
        StrCpy $for "for everyone on this computer"
    ${Else}
        SetShellVarContext current
        StrCpy $for "for you alone; started as administrator, it does so for everyone"
    ${EndIf}
!macroend

; A program that runs cannot be written to.
!macro refuse_while_open NAME
    ${If} ${FileExists} "$INSTDIR\${NAME}"
        ClearErrors
        FileOpen $0 "$INSTDIR\${NAME}" a
        ${If} ${Errors}
            !insertmacro refuse 1618 "${APP} is open, or its folder cannot be written to. Close it, then try again."
        ${EndIf}
        FileClose $0
    ${EndIf}
!macroend

; Nobody else's `lib` is taken for ours.
!macro remove_lib
    ${If} ${FileExists} "$INSTDIR\lib\desktop\__main__.pyc"
        RMDir /r "$INSTDIR\lib"
    ${EndIf}
!macroend

!macro each_suffix ACTION
    !insertmacro ${ACTION} .apkg
    !insertmacro ${ACTION} .colpkg
    !insertmacro ${ACTION} .cards
    !insertmacro ${ACTION} .kvtml
!macroend

; The app is offered for such files; whatever opens them by default goes on doing so.
!macro offer SUFFIX
    WriteRegStr SHCTX "Software\Classes\${SUFFIX}\OpenWithProgids" "${PROGID}" ""
!macroend

!macro offer_no_more SUFFIX
    DeleteRegValue SHCTX "Software\Classes\${SUFFIX}\OpenWithProgids" "${PROGID}"
    DeleteRegKey /ifempty SHCTX "Software\Classes\${SUFFIX}\OpenWithProgids"
    DeleteRegKey /ifempty SHCTX "Software\Classes\${SUFFIX}"
!macroend

!macro tell_explorer
    System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
!macroend

; ---------------------------------------------------------------------- installing

Function .onInit
    SetRegView 64
    ${WinVerGetBuild} $0
    ${If} $0 < 18362
        !insertmacro refuse 1633 "${APP} needs Windows 10, version 1903, or newer."
    ${EndIf}
    UserInfo::GetAccountType
    Pop $0
    StrCpy $everyone 0
    ${If} $0 == "Admin"
        StrCpy $everyone 1
    ${EndIf}
    !insertmacro mode "$EXEPATH"
    ${If} $INSTDIR == ""
        ReadRegStr $INSTDIR SHCTX "${UNINSTALL}" InstallLocation
    ${EndIf}
    ${If} $INSTDIR == ""
        StrCpy $INSTDIR "$LOCALAPPDATA\Programs\${APP}"
        ${If} $everyone = 1
            StrCpy $INSTDIR "$PROGRAMFILES64\${APP}"
        ${EndIf}
    ${EndIf}
    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/REMOVE" $1
    ${IfNot} ${Errors}
        Call remove
    ${EndIf}
FunctionEnd

; Runs the uninstaller where it lies, so that this waits for it and learns how it ended.
Function remove
    StrCpy $2 /CurrentUser
    ${If} $everyone = 1
        StrCpy $2 /AllUsers
    ${EndIf}
    ClearErrors
    ${GetOptions} $0 "/PURGE" $1
    ${IfNot} ${Errors}
        StrCpy $2 "$2 /PURGE"
    ${EndIf}
    StrCpy $3 2
    ${If} ${FileExists} "$INSTDIR\uninstall.exe"
        ExecWait '"$INSTDIR\uninstall.exe" /S $2 _?=$INSTDIR' $3
        ${If} $3 = 0
            Delete "$INSTDIR\uninstall.exe"
            RMDir "$INSTDIR"
        ${EndIf}
    ${EndIf}
    SetErrorLevel $3
    Quit
FunctionEnd

Section
    !insertmacro refuse_while_open "${APP}.exe"
    !insertmacro refuse_while_open "repertoire-cli.exe"
    !insertmacro remove_lib
    !include "${FILES}"
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\${APP}.exe"

    WriteRegStr SHCTX "${PATHS}" "" "$INSTDIR\${APP}.exe"
    WriteRegStr SHCTX "Software\Classes\${PROGID}" "" "Flashcards"
    WriteRegStr SHCTX "Software\Classes\${PROGID}\DefaultIcon" "" "$INSTDIR\${APP}.exe,0"
    WriteRegStr SHCTX "Software\Classes\${PROGID}\shell\open\command" "" '"$INSTDIR\${APP}.exe" "%1"'
    !insertmacro each_suffix offer
    !insertmacro tell_explorer

    StrCpy $0 /CurrentUser
    ${If} $everyone = 1
        StrCpy $0 /AllUsers
    ${EndIf}
    WriteRegStr SHCTX "${UNINSTALL}" DisplayName "${APP}"
    WriteRegStr SHCTX "${UNINSTALL}" DisplayVersion "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL}" DisplayIcon "$INSTDIR\${APP}.exe"
    WriteRegStr SHCTX "${UNINSTALL}" Publisher "The Repertoire developers"
    WriteRegStr SHCTX "${UNINSTALL}" InstallLocation "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe" $0'
    WriteRegStr SHCTX "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S $0'
    WriteRegDWORD SHCTX "${UNINSTALL}" EstimatedSize ${SIZE}
    WriteRegDWORD SHCTX "${UNINSTALL}" NoModify 1
    WriteRegDWORD SHCTX "${UNINSTALL}" NoRepair 1
SectionEnd

; ---------------------------------------------------------------------- uninstalling

Function un.onInit
    SetRegView 64
    StrCpy $everyone 0
    ReadRegStr $0 HKLM "${UNINSTALL}" InstallLocation
    ${If} $0 == $INSTDIR
        StrCpy $everyone 1
    ${EndIf}
    !insertmacro mode "$INSTDIR\uninstall.exe"
FunctionEnd

; The cards lie in each account's own folder; where somebody chose another one, they stay.
Function un.purge
    ${If} $everyone = 0
        RMDir /r "$LOCALAPPDATA\${DATA}"
        Return
    ${EndIf}
    StrCpy $1 0
    ${Do}
        EnumRegKey $2 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList" $1
        ${If} $2 == ""
            ${ExitDo}
        ${EndIf}
        ReadRegStr $3 HKLM "SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\$2" ProfileImagePath
        ExpandEnvStrings $3 $3
        ${If} $3 != ""
            RMDir /r "$3\AppData\Local\${DATA}"
        ${EndIf}
        IntOp $1 $1 + 1
    ${Loop}
FunctionEnd

Section Uninstall
    !insertmacro refuse_while_open "${APP}.exe"
    !insertmacro refuse_while_open "repertoire-cli.exe"
    !insertmacro remove_lib
    Delete "$INSTDIR\${APP}.exe"
    Delete "$INSTDIR\repertoire-cli.exe"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\uninstall.exe"
    SetOutPath "$TEMP"
    RMDir "$INSTDIR"
    Delete "$SMPROGRAMS\${APP}.lnk"

    !insertmacro each_suffix offer_no_more
    DeleteRegKey SHCTX "Software\Classes\${PROGID}"
    DeleteRegKey SHCTX "${PATHS}"
    DeleteRegKey SHCTX "${UNINSTALL}"
    !insertmacro tell_explorer

    ${GetParameters} $0
    ClearErrors
    ${GetOptions} $0 "/PURGE" $1
    ${IfNot} ${Errors}
        Call un.purge
    ${EndIf}
SectionEnd
