// A lead board of React and @hello-pangea/dnd: what ours is measured beside. `prepare` reads the leads, `draw` draws
// them: measured apart. Its state is in memory only.
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { DragDropContext } from '@hello-pangea/dnd';
import { capture, plain, read } from './book.js';
import { Column } from './columns.jsx';

const asked = new URLSearchParams(location.search);
const VIRTUAL = asked.get('virtual') === '1';
const GROUPS = { target: '目标清单', tracking: '跟踪清单', landed: '落地' };

const found = new WeakMap();
/** The leads of a column that have `query` in them; the same list as long as neither changes. */
function shownOf(leads, query) {
  if (!query) return leads;
  let last = found.get(leads);
  if (last?.query !== query) {
    last = { query, shown: leads.filter(({ searched }) => searched.includes(query)) };
    found.set(leads, last);
  }
  return last.shown;
}

/** Columns after an action: only those it touches are new. */
function board(columns, action) {
  if (action.type === 'capture') {
    return { ...columns, 'stage/lead': [action.lead, ...columns['stage/lead']] };
  }
  const { id, from, to, before } = action;
  const lead = columns[from].find((lead) => lead.id === id);
  const moved = from === to ? lead : { ...lead, stage: to, stage_since: new Date().toISOString().slice(0, 10) };
  const left = columns[from].filter((lead) => lead.id !== id);
  const target = from === to ? left : [...columns[to]];
  const place = before ? target.findIndex((lead) => lead.id === before) : target.length;
  target.splice(place, 0, moved);
  return { ...columns, [from]: left, [to]: target };
}

function Capture({ onSave, onClose }) {
  const submit = (event) => {
    event.preventDefault();
    const fields = new FormData(event.target);
    if (fields.get('title') && fields.get('company')) onSave(fields.get('title'), fields.get('company'));
  };
  return (
    <div role="dialog" aria-label="新线索" className="new-lead" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <form onSubmit={submit}>
        <label>线索名称 <input name="title" autoFocus /></label>
        <label>企业 <input name="company" /></label>
        <button type="submit">保存</button>
      </form>
    </div>
  );
}

function App({ stages, columns: first }) {
  const [columns, dispatch] = useReducer(board, first);
  const [text, setText] = useState('');
  const [capturing, setCapturing] = useState(false);
  const query = plain(text);
  const shown = Object.fromEntries(stages.map(({ id }) => [id, shownOf(columns[id], query)]));
  const latest = useRef(shown);
  useEffect(() => { latest.current = shown; });

  useEffect(() => {
    const onKey = (event) => {
      if (event.key !== 'n' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input')) return;
      event.preventDefault();
      setCapturing(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const onDragEnd = useCallback(({ draggableId: id, source, destination }) => {
    if (!destination) return;
    const [from, to] = [source.droppableId, destination.droppableId];
    const others = from === to ? latest.current[to].filter((lead) => lead.id !== id) : latest.current[to];
    dispatch({ type: 'move', id, from, to, before: others[destination.index]?.id });
  }, []);
  const close = useCallback(() => setCapturing(false), []);
  const save = useCallback((title, company) => {
    dispatch({ type: 'capture', lead: capture(title, company) });
    setCapturing(false);
  }, []);

  const count = (lists) => stages.reduce((sum, { id }) => sum + lists[id].length, 0);
  const [left, all] = [count(shown), count(columns)];
  return (
    <main className="staff__main">
      <header className="top-bar">
        <h1 className="top-bar__title">看板</h1>
        <span className="top-bar__space" />
        <div className="search" role="search">
          <input id="search" className="search__input" type="search" aria-label="搜索" value={text} onChange={(event) => setText(event.target.value)} />
        </div>
        <button className="button" type="button" onClick={() => setCapturing(true)}>新线索</button>
      </header>
      <div className="toolbar"><span className="toolbar__count">{left === all ? `${all} 条` : `${left} 条，共 ${all} 条`}</span></div>
      <DragDropContext onDragEnd={onDragEnd}>
        <div className="board">
          <div className="board__groups">
            {Object.entries(GROUPS).map(([group, name]) => {
              const own = stages.filter((stage) => stage.group === group);
              return (
                <section key={group} className="board-group" data-list={group} style={{ flexGrow: own.length }}>
                  <header className="board-group__head">
                    <h2 className="board-group__name">{name}</h2>
                    <span className="board-group__count">{own.reduce((sum, { id }) => sum + shown[id].length, 0)} 个</span>
                  </header>
                  <div className="board-group__columns">
                    {own.map((stage) => <Column key={stage.id} stage={stage} leads={shown[stage.id]} virtual={VIRTUAL} />)}
                  </div>
                </section>
              );
            })}
          </div>
        </div>
      </DragDropContext>
      {capturing && <Capture onSave={save} onClose={close} />}
    </main>
  );
}

window.prepare = async () => {
  const [file, terms] = await Promise.all(['leads.json', 'terms.json'].map(async (name) => (await fetch(name)).json()));
  window.book = read(file, terms);
};
window.draw = () => createRoot(document.getElementById('root')).render(<App {...window.book} />);

window.prepared = window.prepare();
if (!asked.has('wait')) window.prepared.then(window.draw);
