// list.mjs PORT DATABASE FOLDER: the list of jobs by fastify, better-sqlite3 and eta.  FOLDER holds the
// portal's own statements (*.sql) and its page without rows (frame.json), both as peers.py leaves them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Eta } from 'eta';
import fastify from 'fastify';

const [port, database, folder] = process.argv.slice(2);
const db = new Database(database, { readonly: true });
const statement = (name) => db.prepare(readFileSync(join(folder, `${name}.sql`), 'utf8'));
const list = statement('list');
const found = statement('found');
const regions = statement('regions');
const fields = statement('fields');
const places = statement('places');
const { values, ...frame } = JSON.parse(readFileSync(join(folder, 'frame.json'), 'utf8'));

const eta = new Eta({ views: import.meta.dirname, cache: true });
const money = new Intl.NumberFormat('he-IL', { style: 'currency', currency: 'ILS',
    maximumFractionDigits: 0 });
const unit = { hour: 'לשעה', day: 'ליום', month: 'לחודש', job: 'לעבודה' };
const flags = { no_experience: 'בלי ניסיון', day_only: 'משמרות יום בלבד',
    no_licence: 'בלי רישיון נהיגה', ride: 'יש הסעה', training: 'הכשרה בתשלום' };
const day = (text) => text.split('-').reverse().join('.');

function pay(job) {
    if (job.pay_min === null && job.pay_max === null)
        return null;
    const sums = [job.pay_min, job.pay_max].filter((n) => n !== null)
        .map((n) => money.format(n / 100));
    return `${sums.join(' עד ')} ${unit[job.pay_unit]}`;
}

const server = fastify();
server.get('/', (request, reply) => {
    const page = db.transaction(() => ({
        frame, day, pay, flags,
        jobs: list.all(values), found: found.get(values), regions: regions.all(values),
        fields: fields.all(values), places: places.all(values),
    }))();
    page.jobs.length = Math.min(page.jobs.length, 20);
    reply.type('text/html; charset=utf-8').send(eta.render('./list', page));
});
await server.listen({ port: Number(port), host: '127.0.0.1' });
