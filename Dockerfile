# Styles and scripts, from locked packages whose own scripts never run.
FROM node:22-bookworm AS assets
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY lif_portal/local/steps.py lif_portal/local/assets.py lif_portal/local/
COPY static static
RUN python3 lif_portal/local/assets.py

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 LIF_LOCAL_DIR=/srv/lif/local LIF_FILES_DIR=/srv/lif/files
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-liberation \
        libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=assets /build/build/static build/static
# Addresses and a key nobody uses: gathering files reads settings, opens nothing.
RUN useradd --system --uid 1000 --home-dir /srv/lif lif \
    && mkdir -p "$LIF_LOCAL_DIR" "$LIF_FILES_DIR" \
    && DATABASE_URL=postgres://none/none LIF_DEMO=true DJANGO_SECRET_KEY=none \
        python manage.py collectstatic --no-input --verbosity 0 \
    && chown -R lif: /srv/lif
USER lif
EXPOSE 8000
CMD ["gunicorn", "lif_portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", \
     "--max-requests", "2000", "--max-requests-jitter", "200", "--timeout", "60", \
     "--no-control-socket"]
