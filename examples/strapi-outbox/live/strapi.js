'use strict';

const { execFileSync, spawn } = require('node:child_process');
const { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { SECRET, until } = require('./receiver');

const HERE = __dirname;
const FOLDER = process.env.STRAPI_FOLDER ?? join(HERE, '..', 'target', 'strapi');

/** The project, installed once, with the plugin as it is now. */
function install() {
  mkdirSync(FOLDER, { recursive: true });
  rmSync(join(FOLDER, 'src'), { recursive: true, force: true });
  cpSync(join(HERE, 'project'), FOLDER, { recursive: true });
  cpSync(join(HERE, '..', 'webhook-outbox'), join(FOLDER, 'src', 'plugins', 'webhook-outbox'), { recursive: true });
  cpSync(
    join(HERE, '..', '..', 'strapi-sender', 'src', 'webhook-signing.js'),
    join(FOLDER, 'src', 'webhook-signing.js')
  );
  mkdirSync(join(FOLDER, 'public', 'uploads'), { recursive: true });
  if (!existsSync(join(FOLDER, 'node_modules', '@strapi', 'strapi'))) {
    execFileSync('npm', ['install', '--legacy-peer-deps', '--no-package-lock'], { cwd: FOLDER, stdio: 'inherit' });
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

class Strapi {
  constructor(database, config = {}) {
    this.env = { ...database, OUTBOX_CONFIG: JSON.stringify(config), STRAPI_WEBHOOK_SECRET: SECRET };
    this.log = '';
  }

  async start(more = {}) {
    Object.assign(this.env, more);
    this.port = await freePort();
    const fixed = {
      NODE_ENV: 'development',
      STRAPI_TELEMETRY_DISABLED: 'true',
      PATH: process.env.PATH,
      HOME: process.env.HOME,
    };
    const env = { ...fixed, ...this.env, PORT: String(this.port) };
    this.process = spawn(process.execPath, ['node_modules/.bin/strapi', 'start'], { cwd: FOLDER, env });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (text) => (this.log += text));
    this.ended = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve(signal ?? code)));
    const answers = () =>
      fetch(`http://127.0.0.1:${this.port}/_health`).then(
        (response) => response.ok,
        () => false
      );
    try {
      await until(async () => this.process.exitCode !== null || (await answers()), 'Strapi answers', 180);
      if (this.process.exitCode !== null) throw new Error('Strapi has ended');
    } catch (error) {
      throw new Error(`${error.message}\n${this.log}`);
    }
    return this;
  }

  async stop(signal = 'SIGTERM') {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill(signal);
    return this.ended;
  }

  async post(path, body, method = 'POST') {
    const headers = {
      'Content-Type': 'application/json',
      ...(this.token && { Authorization: `Bearer ${this.token}` }),
    };
    const init = { method, headers, body: body && JSON.stringify(body) };
    const response = await fetch(`http://127.0.0.1:${this.port}${path}`, init);
    const text = await response.text();
    return { status: response.status, data: text && JSON.parse(text).data, text };
  }

  async live(what, body = {}) {
    const { status, data, text } = await this.post(`/live/${what}`, body);
    if (status !== 200) throw new Error(`${status} ${text}`);
    return data;
  }

  documents(uid, action, params) {
    return this.live('documents', { uid, action, params });
  }

  async login() {
    const account = { email: 'editor@example.com', password: 'Secret-password-1' };
    const names = { firstname: 'Test', lastname: 'Editor' };
    const registered = await this.post('/admin/register-admin', { ...account, ...names });
    this.token = (registered.data ?? (await this.post('/admin/login', account)).data).token;
  }

  async webhook(url, events) {
    const { data } = await this.post('/admin/webhooks', { name: 'receiver', url, headers: {}, events });
    return data.id;
  }

  /** A command of the plugin or of Strapi, run in the project. */
  run(file, ...args) {
    const fixed = { NODE_ENV: 'development', PATH: process.env.PATH, HOME: process.env.HOME };
    return execFileSync(process.execPath, [file, ...args], {
      cwd: FOLDER,
      env: { ...fixed, ...this.env, PORT: '0' },
      encoding: 'utf8',
    });
  }
}

/** The servers to test on, or those that DATABASES names; each makes databases. SQLite is always there. */
function databases() {
  const bin = process.env.PG_BIN ?? '/usr/lib/postgresql/15/bin';
  const url = process.env.MYSQL_URL;
  const found = existsSync(join(bin, 'initdb')) && { postgres: postgres(bin) };
  const all = { sqlite: sqlite(), ...found, ...(url && { mysql: mysql(url) }) };
  const names = process.env.DATABASES?.split(',') ?? Object.keys(all);
  return Object.fromEntries(names.map((name) => [name, all[name]]));
}

/** MySQL or MariaDB, which runs already: mysql://user:password@host:port, of a user who may create databases. */
function mysql(url) {
  const name = `live${process.pid}`;
  let count = 0;
  return {
    async database() {
      const { createConnection } = require(join(FOLDER, 'node_modules', 'mysql2', 'promise'));
      const connection = await createConnection(url);
      await connection.query(`create database ${name}_${(count += 1)} character set utf8mb4`);
      await connection.end();
      return { DATABASE: 'mysql', DATABASE_URL: `${url}/${name}_${count}` };
    },
    stop() {},
  };
}

function sqlite() {
  const file = () => join(mkdtempSync(join(tmpdir(), 'outbox-')), 'data.db');
  return { database: async () => ({ DATABASE: 'sqlite', SQLITE_FILE: file() }), stop() {} };
}

function postgres(bin) {
  let server;
  let count = 0;
  const start = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outbox-pg-'));
    const root = process.getuid() === 0; // PostgreSQL refuses to run as root
    const [uid, gid] = ['-u', '-g'].map((flag) => (root ? Number(execFileSync('id', [flag, 'postgres'])) : undefined));
    if (root) execFileSync('chown', ['postgres', folder]);
    const options = { uid, gid, cwd: folder, stdio: 'ignore' };
    const port = await freePort();
    execFileSync(join(bin, 'initdb'), ['-D', join(folder, 'data'), '-A', 'trust', '-U', 'postgres'], options);
    const settings = ['-D', join(folder, 'data'), '-p', port, '-k', folder, '-c', 'listen_addresses=127.0.0.1'];
    const run = spawn(join(bin, 'postgres'), settings.map(String), options);
    server = { run, port, folder };
    const sql = (text) =>
      execFileSync(join(bin, 'psql'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-c', text], {
        stdio: 'pipe',
      });
    await until(() => {
      try {
        sql('select 1');
        return true;
      } catch {
        return false;
      }
    }, 'PostgreSQL answers');
    server.sql = sql;
  };
  return {
    async database() {
      if (!server) await start();
      const name = `live${(count += 1)}`;
      server.sql(`create database ${name}`);
      return { DATABASE: 'postgres', DATABASE_URL: `postgres://postgres@127.0.0.1:${server.port}/${name}` };
    },
    stop() {
      server?.run.kill('SIGQUIT');
    },
  };
}

module.exports = { databases, install, Strapi };
