import type { WaitingStringTable } from './waitingStrings';

export const es: WaitingStringTable = {
  waitingTitle: 'A la espera de clientes',
  waitingAbout:
    'Conversaciones que usted apartó y mensajes cuya respuesta le llegará a usted. Solo usted ve esta lista.',
  waitingAgain: 'Actualizar',
  waitingLoading: 'Cargando…',
  waitingNone: 'No hay nada en espera. Aparte una conversación en su pestaña Personas.',
  waitingFor_reply: 'A la espera de la respuesta',
  waitingFor_date: 'Hasta {{time}}',
  waitingFor_either: 'Hasta la respuesta, como máximo {{time}}',
  waitingWritten: 'El cliente ha escrito',
  waitingSince_parked: 'Apartada {{ago}}',
  waitingSince_outreach: 'Mensaje enviado {{ago}}',
  waitingNote: 'Nota: {{note}}',
  waitingTakeBack: 'Abrir ahora',
  waitingTakeBackOf: 'Abrir ahora: {{customer}}',
  waitingDone_takeBack: 'La conversación va en camino hacia usted.',
  waitingWriteAgain: 'Escribir de nuevo',
  waitingWriteAgainOf: 'Escribir de nuevo: {{customer}}',
  waitingHandOver: 'Pasar a la cola',
  waitingHandOverOf: 'Pasar a la cola: {{customer}}',
  waitingDone_handOver: 'Ahora lo tiene la cola.',
  waitingClose: 'Cerrar',
  waitingCloseOf: 'Cerrar: {{customer}}',
  waitingCloseQuestion:
    '¿Cerrar la conversación con {{customer}}? Ya nadie esperará una respuesta. Si escribe más tarde, empieza otra conversación.',
  waitingCloseSure: 'Cerrar conversación',
  waitingKeep: 'Seguir esperando',
  waitingDone_close: 'La conversación está cerrada.',
  waitingAway: 'Ponga su actividad en una disponible para abrir una conversación.',

  error_CONVERSATION_CHANGED: 'Esto ha cambiado entretanto: ha vuelto o se ha cerrado. Vea la lista.',
  error_COLLEAGUE_UNAVAILABLE: 'Usted no está disponible. Ponga su actividad en una disponible y ábrala.',
};
