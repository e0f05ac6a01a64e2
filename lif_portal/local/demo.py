"""Runs the demo on this machine: servers, web, worker and clock, until Ctrl-C.

python -m lif_portal.local.demo          stays in the foreground
python -m lif_portal.local.demo --once   checks that it all answers, then stops
python -m lif_portal.local.demo --stop   stops one left running
"""

import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing

from lif_portal.local.checks import answers_in_full, wait_for_page
from lif_portal.local.children import (
    HOST,
    check_running,
    forget,
    record,
    recorded,
    start_children,
    stop_children,
)
from lif_portal.local.demo_settings import set_environment
from lif_portal.local.processes import end_processes
from lif_portal.local.servers import start_missing, stop, stop_found
from lif_portal.local.steps import (
    PROJECT,
    Failed,
    environment,
    run_main,
    step,
)

FIRST_PORT = 8000


def main(arguments):
    """Run, check or stop the demo. Returns the exit code."""
    if "--stop" in arguments:
        return stop_left_running()
    if found := recorded():
        print(f"The demo is already running: {found['address']} (make stop ends it)")
        return 0
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    with ExitStack() as stack:
        address, children = start(stack)
        if "--once" in arguments:
            with step("Checking pages and worker"):
                answers_in_full(address)
            return 0
        _welcome(address)
        _watch(children)
    return 0


def _interrupt(number, frame):
    raise KeyboardInterrupt


def start(stack):
    """Start everything; whatever was started stops with the stack."""
    set_environment(address := f"http://localhost:{_free_port()}")
    with step("PostgreSQL and Valkey"):
        for server in start_missing():
            if server.process:
                stack.callback(stop, server)
    _run("lif_portal.local.prepare")
    with step("Web, worker and clock"):
        children = start_children(address)
        stack.callback(stop_children, children)
        record(address, children)
        wait_for_page(address, lambda: check_running(children))
    return address, children


def _free_port():
    """The first port from 8000 on that nothing listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex((HOST, port)) != 0:
                return port
    raise Failed(f"No free port from {FIRST_PORT} to {FIRST_PORT + 99}")


def _run(module, *arguments):
    command = [sys.executable, "-m", module, *arguments]
    if subprocess.run(command, cwd=PROJECT, env=environment()).returncode:
        raise Failed("The demo did not start.")


def _watch(children):
    try:
        while True:
            check_running(children)
            time.sleep(0.5)
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)


def _welcome(address):
    print(f"\nLIF Portal is at {address}\n", flush=True)
    _run("lif_portal.local.logins")
    print("E-mail goes to .local/mail, logs to .local/logs. Ctrl-C stops it all.")
    sys.stdout.flush()


def stop_left_running():
    """Stop a demo started elsewhere, and its servers."""
    found = recorded()
    if found:
        end_processes(found["pids"])
        forget()
    servers = stop_found()
    print("Stopped." if found or servers else "Nothing was running.")
    return 0


if __name__ == "__main__":
    run_main(main)
