# Ends a run's processes and deletes its folder once standard input ends: then the JVM at its other end has closed the
# run, has exited or was killed. Needs nothing but a POSIX shell, /proc, mkdir, rm and sleep.

# Those that end the JVM must not end what cleans up after it.
trap '' HUP INT QUIT TERM

mkdir -m 700 "$CROSSDOCK_WATCHED_FOLDER" || exit 1
echo ready
while read -r _; do :; done

# The arguments of a process end in NUL bytes, which read drops. An argument may hold line ends.
carries_mark() {
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in *"$CROSSDOCK_WATCHED_MARK"*) return 0 ;; esac
  done < "$1/cmdline"
  return 1
}

# Signals all that carry the mark; fails when there is none, or none that is ours to signal.
signal_all() {
  found=1
  for process in /proc/[0-9]*; do
    if carries_mark "$process"; then
      kill -s "$1" "${process#/proc/}" && found=0
    fi
  done
  return $found
}

# TERM for most; PostgreSQL would go on to wait for its clients then, INT makes it hurry. CONT: some may be paused.
signal_all TERM && signal_all INT && signal_all CONT
tries=0
while signal_all 0; do
  tries=$((tries + 1))
  [ "$tries" -gt 50 ] && signal_all KILL
  [ "$tries" -gt 150 ] && break
  sleep 0.1
done

rm -rf "$CROSSDOCK_WATCHED_FOLDER"
