FROM python:3.13-slim-trixie

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

# First what changes seldom, so that a change of the code builds in seconds.
COPY requirements.txt constraints.txt ./
RUN pip install --no-cache-dir --requirement requirements.txt --constraint constraints.txt

COPY . .
# The program may write to var/ alone, and to nothing where the database is a server and SECRET_KEY is set.
RUN pybabel --quiet compile --directory dashboard/locales \
    && python -m compileall -q dashboard db pages callbacks \
    && useradd --system --no-create-home rinnalla \
    && install --directory --owner rinnalla --mode 0700 var
USER rinnalla
VOLUME /app/var

# HOST also tells that browsers come from elsewhere, so that cookies are sent over HTTPS only.
ENV HOST=0.0.0.0 PORT=8050
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, socket; socket.create_connection(('127.0.0.1', int(os.environ['PORT'])), 3).close()"]
# Brings the database up to date and serves with one process of several threads. For more processes, run instead:
# gunicorn --no-control-socket --bind 0.0.0.0:8050 --workers 2 --threads 8 'dashboard.wsgi:create_server()'
CMD ["python", "-m", "dashboard", "run"]
