@echo off
rem Runs Weir on the Java that comes with it, as bin/weir does elsewhere. Server and panel are started apart here.
setlocal
set "home=%~dp0.."
set "program=short"
set "command=%~1"
if "%command%"=="serve" set "program=serve"
if "%command%"=="load" if not "%~2"=="start" if not "%~2"=="stop" set "program=load"
if "%command%"=="lab" set "program=serve"
if "%command%"=="bench" if not "%~2"=="" (
  echo weir: benchmarks are built from the sources they measure: run './weir bench' in a checkout of Weir 1>&2
  exit /b 1
)
set "cache="
set "more="
if defined WEIR_CLASS_PATH set "more=;%WEIR_CLASS_PATH%"
if "%command%"=="panel" goto panel
if exist "%home%\caches\%program%.aot" set cache="-XX:AOTCache=%home%\caches\%program%.aot" "-Xlog:aot*=off"
"%home%\runtime\bin\java" "@%home%\launch\common.flags" "@%home%\launch\%program%.flags" ^
  -cp "%home%\app\weir-http.jar%more%" %WEIR_JAVA_OPTS% %cache% ^
  "-Dweir.agentJar=%home%\app\weir-agent.jar" weir.http.Main %*
exit /b %ERRORLEVEL%

:panel
if exist "%home%\caches\panel.aot" set cache="-XX:AOTCache=%home%\caches\panel.aot" "-Xlog:aot*=off"
rem The program is the panel itself, so its name is not among its arguments.
for /f "tokens=1,*" %%a in ("%*") do set "arguments=%%b"
"%home%\runtime\bin\java" "@%home%\launch\common.flags" "@%home%\launch\panel.flags" ^
  -cp "%home%\app\weir-desktop.jar" %WEIR_JAVA_OPTS% %cache% weir.desktop.ControlPanel %arguments%
exit /b %ERRORLEVEL%
