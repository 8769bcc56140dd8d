import signal

from dask_jobqueue import SLURMCluster

cluster = SLURMCluster(
    queue="short",
    walltime="01:00:00",
    cores=4,
    processes=1,
    memory="8GB",
    python="/opt/convalida/bin/python",
    scheduler_options={"port": 8786, "dashboard_address": None},
)
cluster.scale(jobs=8)
print(f"convalida grade submitted --engine dask://{cluster.scheduler_address.partition('//')[2]}")
try:
    signal.pause()
except KeyboardInterrupt:
    cluster.close()
