FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/dateline \
    && /opt/dateline/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && /opt/dateline/bin/pip install --no-cache-dir --require-hashes -r requirements-build.lock
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY calendars calendars
COPY jobs jobs
RUN /opt/dateline/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --create-home --home-dir /data dateline
COPY --from=build /opt/dateline /opt/dateline
ENV PATH=/opt/dateline/bin:$PATH PYTHONUNBUFFERED=1
USER dateline
WORKDIR /data
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["dateline", "serve", "--host", "0.0.0.0", "--port", "8000"]
