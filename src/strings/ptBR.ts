import type { StringTable } from './StringTable';

export const ptBR: StringTable = {
  startConversation: 'Iniciar conversa',
  close: 'Fechar',

  sender: 'Enviar de',
  senderOption: '{{name}} · {{channel}} · {{address}}',
  channel_sms: 'SMS',
  channel_whatsapp: 'WhatsApp',
  channel_messenger: 'Messenger',
  channel_chat: 'Chat do site',
  customerNumber: 'Número do cliente',
  customerNumberHelp: 'Com código do país, por exemplo +55 11 91234-5678',
  customerName: 'Nome do cliente (opcional)',
  firstMessage: 'Primeira mensagem',
  required: 'Obrigatório',
  characters: '{{count}} de {{limit}} caracteres',
  send: 'Enviar',
  sending: 'Enviando…',
  waitingForTask: 'Enviada. Abrindo a conversa…',
  tryAgain: 'Tentar de novo',
  startOver: 'Recomeçar',
  uncertain:
    'Não se sabe se a mensagem saiu, por isso o formulário está bloqueado. “Tentar de novo” é seguro: o cliente recebe a mensagem uma única vez.',

  unavailable:
    'Você está em “{{activity}}”, então a conversa não pode ser entregue a você. Fique disponível primeiro e depois envie.',
  goAvailable: 'Mudar para {{activity}}',
  goAvailableFailed: 'Não foi possível mudar sua atividade. Mude no canto superior direito do Flex.',

  noTask_unavailable:
    'A mensagem foi enviada, mas a conversa não chegou a você porque você está em “{{activity}}”. Fique disponível; ela abre assim que for atribuída a você.',
  noTask_noCapacity:
    'A mensagem foi enviada, mas a conversa não chegou a você porque sua capacidade de {{channel}} está ocupada. Conclua uma tarefa; ela abre assim que for atribuída a você.',
  noTask_unknown:
    'A mensagem foi enviada, mas a conversa ainda não chegou a você. Não envie de novo; se ela não aparecer logo, fale com seu supervisor.',

  error_REQUEST_INVALID: 'Algo no formulário não é aceito. Verifique todos os campos e envie de novo.',
  error_NUMBER_INVALID:
    'Não é um número que possa ser alcançado. Escreva com código do país, por exemplo +55 11 91234-5678.',
  error_NUMBER_IS_OURS: 'Este número é um dos nossos. Escreva o número do cliente.',
  error_SENDER_NOT_ALLOWED: 'Este remetente não pode mais ser usado. Escolha outro.',
  error_MESSAGE_EMPTY: 'Escreva a primeira mensagem.',
  error_MESSAGE_TOO_LONG: 'A mensagem é longa demais. Reduza para {{limit}} caracteres.',
  error_NUMBER_CANNOT_RECEIVE:
    'Este número não pode receber mensagens por este canal: é um telefone fixo. Peça um celular ou escolha outro canal.',
  error_TEMPLATE_NOT_APPROVED: 'O WhatsApp não aceita mais este modelo. Nada foi enviado. Escolha outro.',
  error_TEMPLATE_VARIABLES_MISSING: 'Preencha todos os campos do modelo.',
  error_FILE_NOT_ALLOWED: 'Este canal não aceita este arquivo. Escolha outro ou escreva um texto.',
  error_SEND_TIME_INVALID: 'Escolha um horário daqui a no mínimo 15 minutos e no máximo 35 dias.',
  error_QUEUE_NOT_ALLOWED: 'Você não pertence a esta fila. Escolha outra.',
  error_SUPERVISOR_ONLY:
    'Neste horário só supervisores podem escrever. Nada foi enviado. Peça ao seu supervisor ou envie mais tarde.',
  error_OPTED_OUT:
    'Este cliente não quer mensagens deste remetente. Nada foi enviado, e nada pode ser enviado até que ele escreva START.',
  error_QUIET_HOURS:
    'São {{customerTime}} onde o cliente está, e entre {{quietFrom}} e {{quietTo}} nada é enviado. Envie mais tarde ou agende.',
  error_WINDOW_CLOSED:
    'O cliente não escreveu nas últimas 24 horas, então só um modelo aprovado pode ser enviado. Nada foi enviado. Escolha um modelo.',
  error_CONVERSATION_CHANGED: 'A conversa mudou nesse meio-tempo. Nada foi enviado. Veja de novo.',
  error_NOT_SCHEDULED: 'Esta mensagem já foi enviada ou cancelada. Veja a lista de novo.',
  error_TOKEN_REFUSED:
    'Sua sessão do Flex não é aceita. Nada foi enviado. Recarregue o Flex, entre de novo e envie outra vez.',
  error_WORKER_UNKNOWN:
    'Você não entrou como agente, então nada foi enviado. Peça a um administrador que cadastre você como agente.',
  error_CONVERSATION_OPEN:
    'Já existe uma conversa aberta com este cliente a partir deste remetente. Nada foi enviado. Continue essa ou escolha outro remetente.',
  error_REQUEST_IN_PROGRESS: 'A mensagem ainda está sendo enviada. Espere um momento e tente de novo.',
  error_TWILIO_REFUSED:
    'A Twilio recusou e nada ficou pela metade. Verifique o número e o remetente (erro da Twilio {{twilioCode}}).',
  error_TWILIO_UNAVAILABLE: 'A Twilio não respondeu. Espere um momento e tente de novo.',
  error_LEFT_HALF_DONE:
    'Parou no meio e não foi possível desfazer. Informe esta conversa a um administrador: {{conversationSid}}.',
  error_SETTINGS_WRONG:
    'O Messaging Controls não está configurado corretamente, então nada foi enviado. Avise um administrador.',
  error_INTERNAL:
    'Algo deu errado do nosso lado. Espere um momento e tente de novo; se continuar, avise um administrador.',
  error_BACKEND_UNREACHABLE: 'Não foi possível alcançar o servidor. Verifique sua conexão e tente de novo.',
  error_BACKEND_UNEXPECTED:
    'O servidor respondeu de uma forma que o Flex não entende. Espere um momento e tente de novo.',
  error_ACTION_CANCELLED: 'Outra parte do Flex interrompeu antes de enviar. Mude o que ela pede e envie de novo.',

  messageKind_error: 'Erro',
  messageKind_warning: 'Aviso',
  messageKind_neutral: 'Nota',

  notSetUp:
    'O Messaging Controls ainda não está configurado: um administrador precisa informar o endereço do backend e um remetente.',
  partBroken: 'Esta parte parou de funcionar. O resto do Flex não é afetado. Feche e abra de novo.',

  settingsProblems:
    'O Messaging Controls ignorou configurações erradas ({{count}}). A primeira: {{path}}: {{reason}} Veja todas no console do navegador.',
  settings_missing: 'Está faltando.',
  settings_notAnObject: 'Precisa ser um objeto.',
  settings_notAList: 'Precisa ser uma lista.',
  settings_notText: 'Precisa ser texto.',
  settings_notTrueOrFalse: 'Precisa ser true ou false.',
  settings_notAUrl: 'Precisa ser um endereço que comece com https://.',
  settings_notANumber: 'Precisa ser um número inteiro maior que 0.',
  settings_notAPhoneNumber: 'Precisa ser um número como +14155550100.',
  settings_notAChannel: 'Precisa ser sms, whatsapp, messenger ou chat.',
  settings_retired: 'O provedor encerrou este canal.',
  settings_notATime: 'Precisa ser um horário, por exemplo 21:00.',
  settings_notAnOrigin: 'Precisa ser uma origem, por exemplo https://crm.example.com.',
  settings_notAKey: 'Precisa ser uma letra maiúscula que o Flex não use.',
  settings_notAColor: 'Precisa ser uma cor como #0263e0.',
  settings_notASid: 'Não é um SID da Twilio do tipo certo.',
  settings_noMatcher: 'Precisa de channelType ou taskChannelUniqueName.',
  settings_duplicate: 'Já existe.',
};
