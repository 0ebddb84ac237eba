// The columns: all cards at once, or (virtual) those in sight, as the documentation of @hello-pangea/dnd has them.
import { memo, useCallback, useMemo } from 'react';
import { Draggable, Droppable } from '@hello-pangea/dnd';
import { List } from 'react-window';
import { ageing, due, lines, money, sums } from './book.js';

const CardFace = memo(function CardFace({ lead }) {
  const age = ageing(lead);
  const late = lead.due && due(lead.due);
  return (
    <>
      <div className="card__head">
        <a className="card__title" href={`#/lead/${lead.code}`} tabIndex={-1} draggable="false">{lead.title}</a>
        {lead.officer && <span className="disc" title={lead.officer.name} role="img" aria-label={`专员 ${lead.officer.name}`}>{lead.officer.disc}</span>}
      </div>
      <p className="card__facts">
        <span>{lead.company}</span>
        {lead.industry && <span>{lead.industry}</span>}
        {lead.zone && <span>{lead.zone}</span>}
      </p>
      <div className="waterline" data-tone={age.tone} aria-hidden="true">
        <span className="waterline__fill" style={{ inlineSize: `${age.waterline}%` }} />
      </div>
      <p className="card__row">
        <span className="card__next">{lead.next_step || '未定下一步'}</span>
        {late && <span className="card__due" data-due={late.tone}>{late.words}</span>}
      </p>
      {lead.blocker && <p className="card__blocker"><span>堵点：{lead.blocker}</span></p>}
      <p className="card__foot">
        <span className="card__ageing" data-tone={age.tone}>{age.words}</span>
        {lead.planned && <span className="card__amount">{money(lead.planned)}</span>}
      </p>
    </>
  );
});

function Card({ as: Element = 'div', lead, provided, snapshot }) {
  return (
    <Element
      ref={provided.innerRef} {...provided.draggableProps} {...provided.dragHandleProps} className="card"
      data-lead={lead.id} data-lines={lines(lead.title)} data-lifted={snapshot.isDragging} aria-label={`${lead.title} ${lead.company}`}
    >
      <CardFace lead={lead} />
    </Element>
  );
}

/** What does not change while a card is dragged past is not drawn again. */
const AllCards = memo(function AllCards({ leads }) {
  return leads.map((lead, index) => (
    <Draggable key={lead.id} draggableId={lead.id} index={index}>
      {(provided, snapshot) => <Card as="li" lead={lead} provided={provided} snapshot={snapshot} />}
    </Draggable>
  ));
});

/** Height and gap of a card with a title of one line, in a list that has to know it; as the app reckons it. */
const [HEIGHT, GAP, LINE, TITLE_LINE] = [102, 6, 18, 20];
const heightOf = (index, { leads }) => {
  const lead = leads[index];
  return lead ? HEIGHT + GAP + (lines(lead.title) - 1) * TITLE_LINE + (lead.blocker ? LINE : 0) : HEIGHT + GAP;
};

/** react-window moves a row by `transform`, and so does the library a card: the row is an element of its own. */
function Row({ index, style, leads, ariaAttributes }) {
  const lead = leads[index];
  return (
    <li style={style} {...ariaAttributes}>
      {lead && (
        <Draggable draggableId={lead.id} index={index}>
          {(provided, snapshot) => <Card lead={lead} provided={provided} snapshot={snapshot} />}
        </Draggable>
      )}
    </li>
  );
}

function CardsInSight({ leads, provided, snapshot, label }) {
  const { innerRef, droppableProps } = provided;
  const listRef = useCallback((list) => innerRef(list?.element ?? null), [innerRef]);
  const rowProps = useMemo(() => ({ leads }), [leads]);
  return (
    <List
      {...droppableProps} tagName="ul" className="board-column__cards board-column__cards--virtual" aria-label={label} listRef={listRef}
      rowComponent={Row} rowProps={rowProps} rowHeight={heightOf} rowCount={leads.length + (snapshot.isUsingPlaceholder ? 1 : 0)}
    />
  );
}

export const Column = memo(function Column({ stage, leads, virtual }) {
  const total = useMemo(() => sums(leads), [leads]);
  const clone = useCallback((provided, snapshot, { source }) => (
    <Card lead={leads[source.index]} provided={provided} snapshot={snapshot} />
  ), [leads]);
  return (
    <section className="board-column" aria-label={stage.name}>
      <header className="board-column__head">
        <h3 className="board-column__name">
          <span className="board-column__word">{stage.name}</span>
          <span className="board-column__count">{leads.length}</span>
        </h3>
        <span className="board-column__sums">{total}</span>
      </header>
      {virtual ? (
        <Droppable droppableId={stage.id} mode="virtual" renderClone={clone}>
          {(provided, snapshot) => <CardsInSight leads={leads} provided={provided} snapshot={snapshot} label={stage.name} />}
        </Droppable>
      ) : (
        <Droppable droppableId={stage.id}>
          {(provided) => (
            <ul className="board-column__cards" aria-label={stage.name} ref={provided.innerRef} {...provided.droppableProps}>
              <AllCards leads={leads} />
              {provided.placeholder}
            </ul>
          )}
        </Droppable>
      )}
    </section>
  );
});
