// Makes the pages quicker to use. Everything here can be done without it.

const every = 15_000;
const list = document.querySelector('[data-live]');
const finding = document.querySelector('[data-finding]');
const say = text => { const live = document.getElementById('live'); live.textContent = ''; live.textContent = text; };

// ---- times grow old while one reads
function span(seconds) {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172800 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} days`;
}
function tick() {
  for (const time of document.querySelectorAll('time[datetime]')) {
    const passed = (Date.now() - Date.parse(time.dateTime)) / 1000;
    time.textContent = passed < 0 ? `in ${span(-passed)}` : `${span(passed)} ago`;
  }
}
for (const time of document.querySelectorAll('time[datetime]')) {
  time.title += `\n${new Date(time.dateTime).toLocaleString()} here`;
}
setInterval(tick, 5000);

// ---- scripts to paste
for (const script of document.querySelectorAll('.script')) {
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'copy', textContent: 'Copy' });
  button.addEventListener('click', async () => {
    const text = script.querySelector('code').textContent;
    try {
      await navigator.clipboard.writeText(`${text}\n`);
      button.textContent = 'Copied';
      say('Copied');
    } catch {
      getSelection().selectAllChildren(script.querySelector('code'));
      button.textContent = 'Selected: copy it with your keyboard';
    }
    setTimeout(() => { button.textContent = 'Copy'; }, 3000);
  });
  script.append(button);
}

// ---- the route somebody prefers stays chosen
const routes = [...document.querySelectorAll('.routes input')];
const preferred = routes.find(route => route.id === localStorage.getItem('route'));
if (preferred) preferred.checked = true;
for (const route of routes) route.addEventListener('change', () => localStorage.setItem('route', route.id));

// ---- filters apply as soon as they are chosen
const filter = document.querySelector('.filter');
filter?.addEventListener('change', event => { if (event.target.type === 'checkbox') filter.requestSubmit(); });

// ---- what is new, without losing one's place
const version = document.documentElement.dataset.version;
let known = version ? `W/"${version}"` : null;
async function look() {
  if (document.hidden || !(list || finding)) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html', ...(known && { 'If-None-Match': known }) }, cache: 'no-store', redirect: 'manual' });
    if (answer.status !== 200) return;
    known = answer.headers.get('ETag');
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (list) merge(page);
    else document.getElementById('changed').hidden = false;
  } catch { /* away for the moment: the next look tells */ }
}
function merge(page) {
  const watching = page.querySelector('.watching');
  document.querySelector('.watching')?.replaceWith(watching);
  const rows = new Map([...document.querySelectorAll('.row')].map(row => [row.dataset.id, row]));
  let fresh = 0;
  for (const row of page.querySelectorAll('.row')) {
    const old = rows.get(row.dataset.id);
    if (!old) fresh++;
    else if (old.dataset.version !== row.dataset.version && !old.contains(document.activeElement)) {
      row.classList.add('fresh');
      old.replaceWith(row);
    }
  }
  const news = document.getElementById('news');
  news.hidden = fresh === 0;
  if (fresh > 0) {
    const text = `${fresh} new`;
    if (news.textContent !== text) say(`${fresh} new findings`);
    news.textContent = text;
    news.onclick = () => {
      const at = document.activeElement?.closest?.('.row')?.dataset.id;
      const content = page.getElementById('list');
      for (const row of content.querySelectorAll('.row')) if (!rows.has(row.dataset.id)) row.classList.add('fresh');
      document.getElementById('list').replaceWith(content);
      news.hidden = true;
      (at && document.querySelector(`.row[data-id="${CSS.escape(at)}"] .open`) || content.querySelector('.fresh .open'))?.focus();
    };
  }
}
document.getElementById('changed')?.addEventListener('click', () => location.assign(location.pathname));
setInterval(look, every);
document.addEventListener('visibilitychange', look);
look();

// ---- keyboard
const keys = document.getElementById('keys');
const help = document.querySelector('[data-keys]');
if (help) { help.hidden = false; help.addEventListener('click', () => keys.showModal()); }
function step(by) {
  const links = [...document.querySelectorAll('.row .open')];
  if (links.length === 0) return;
  const at = links.findIndex(link => link.closest('.row').contains(document.activeElement));
  const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus();
  next.closest('.row').scrollIntoView({ block: 'nearest' });
}
function acknowledge() {
  const row = document.activeElement?.closest?.('.row');
  (row ?? document.getElementById('actions'))?.querySelector('form button.take')?.click();
}
const actions = {
  j: () => step(1), k: () => step(-1), a: acknowledge,
  '/': () => document.querySelector('.filter input[type=search]')?.focus(),
  u: () => document.querySelector('[data-up]')?.click(),
  '?': () => keys.showModal(),
};
document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.target.closest('input:not([type=checkbox], [type=radio]), textarea, select')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const action = actions[event.key];
  if (action) { event.preventDefault(); action(); }
});
